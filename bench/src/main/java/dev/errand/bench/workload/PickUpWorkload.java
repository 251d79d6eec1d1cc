package dev.errand.bench.workload;

import dev.errand.bench.client.Pacer;
import dev.errand.bench.engine.Backlog;
import dev.errand.bench.engine.BenchConfig;
import dev.errand.bench.engine.HttpLoad;
import dev.errand.bench.engine.JobFactory;
import dev.errand.bench.engine.PickUpHandler;
import dev.errand.bench.engine.Submitter;
import dev.errand.bench.engine.Workers;
import dev.errand.bench.engine.Workers.Crew;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * From the HTTP call of another process, and from a submission inside this one, to the first line
 * of the handler: one job every 20 ms on an idle worker.
 */
@Singleton
class PickUpWorkload implements Workload {
  private static final String JOB =
      "{\"type\":\"%s\",\"data\":%s}".formatted(PickUpHandler.TYPE, PickUpHandler.data("$NANOS"));

  private final HttpLoad http;
  private final Submitter submitter;
  private final Backlog backlog;
  private final Workers workers;
  private final PickUpHandler handler;
  private final BenchConfig config;

  @Inject
  PickUpWorkload(
      HttpLoad http,
      Submitter submitter,
      Backlog backlog,
      Workers workers,
      PickUpHandler handler,
      BenchConfig config) {
    this.http = http;
    this.submitter = submitter;
    this.backlog = backlog;
    this.workers = workers;
    this.handler = handler;
    this.config = config;
  }

  @Override
  public String name() {
    return "pick-up";
  }

  @Override
  public List<Figure> run() throws Exception {
    backlog.clear();
    List<Figure> figures = new ArrayList<>();
    try (Crew crew = workers.crew(1)) {
      crew.start();
      figures.addAll(Repeats.median(config.repeats(), this::overHttp));
      figures.addAll(Repeats.median(config.repeats(), this::inProcess));
    }
    return figures;
  }

  private List<Figure> overHttp() throws Exception {
    handler.reset();
    HttpLoad.Run answers = http.pace(config.pickUpWarmUp(), config.pickUps(), "/api/v1/jobs", JOB);
    List<Figure> figures =
        new ArrayList<>(Figure.percentiles("HTTP call to handler, idle", counted()));
    figures.add(Figure.millis("HTTP call to answer, idle, p50", answers.p50()));
    figures.add(Figure.millis("HTTP call to answer, idle, p99", answers.p99()));
    return figures;
  }

  private List<Figure> inProcess() throws Exception {
    handler.reset();
    Pacer.run(
        config.pickUpWarmUp(), config.pickUps(), () -> submitter.submitTimed(JobFactory.tenant(1)));
    return Figure.percentiles("submission to handler in one process, idle", counted());
  }

  private long[] counted() throws InterruptedException {
    long[] nanos = new long[config.pickUps()];
    for (int i = -config.pickUpWarmUp(); i < nanos.length; i++) {
      long next = handler.next();
      if (i >= 0) {
        nanos[i] = next;
      }
    }
    return nanos;
  }
}
