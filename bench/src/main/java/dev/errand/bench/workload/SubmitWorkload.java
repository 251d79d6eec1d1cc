package dev.errand.bench.workload;

import dev.errand.bench.engine.Backlog;
import dev.errand.bench.engine.BenchConfig;
import dev.errand.bench.engine.Callers;
import dev.errand.bench.engine.HttpLoad;
import dev.errand.bench.engine.HttpLoad.Run;
import dev.errand.bench.engine.JobFactory;
import dev.errand.bench.engine.Submitter;
import dev.errand.model.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Submissions while no worker claims: over HTTP, signed in, and inside the process. */
@Singleton
class SubmitWorkload implements Workload {
  private static final String PATH = "/api/v1/jobs";
  private static final String JOB = "{\"type\":\"noop\",\"data\":" + JobFactory.DATA + "}";
  private static final int CONNECTIONS = 64;
  private static final int BATCHERS = 4;
  private static final int BATCH = 500;
  private static final TenantId TENANT = JobFactory.tenant(1);

  private final HttpLoad http;
  private final Backlog backlog;
  private final Submitter submitter;
  private final BenchConfig config;

  @Inject
  SubmitWorkload(HttpLoad http, Backlog backlog, Submitter submitter, BenchConfig config) {
    this.http = http;
    this.backlog = backlog;
    this.submitter = submitter;
    this.config = config;
  }

  @Override
  public String name() {
    return "submit";
  }

  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    http.keepBusy(CONNECTIONS, config.period(), PATH, JOB); // warm-up
    figures.addAll(Repeats.median(config.repeats(), this::single));
    figures.addAll(Repeats.median(config.repeats(), this::batches));
    figures.addAll(Repeats.median(config.repeats(), () -> inProcess(CONNECTIONS, 1)));
    figures.addAll(Repeats.median(config.repeats(), () -> inProcess(BATCHERS, 1000)));
    backlog.clear();
    return figures;
  }

  private List<Figure> single() throws Exception {
    backlog.clear();
    Run run = http.keepBusy(CONNECTIONS, config.period(), PATH, JOB);
    String name = "HTTP, one job, %d connections".formatted(CONNECTIONS);
    return List.of(
        Figure.jobsPerSecond(name, run.rate()),
        Figure.millis(name + ", p50", run.p50()),
        Figure.millis(name + ", p95", run.p95()),
        Figure.millis(name + ", p99", run.p99()),
        new Figure(name + ", failed", run.failures(), "requests"));
  }

  private List<Figure> batches() throws Exception {
    backlog.clear();
    String jobs = String.join(",", Collections.nCopies(BATCH, JOB));
    Run run =
        http.keepBusy(BATCHERS, config.period(), PATH + "/batch", "{\"jobs\":[" + jobs + "]}");
    String name = "HTTP, batches of %d, %d connections".formatted(BATCH, BATCHERS);
    return List.of(
        Figure.jobsPerSecond(name, run.rate() * BATCH),
        new Figure(name + ", failed", run.failures(), "requests"));
  }

  private List<Figure> inProcess(int callers, int batch) throws Exception {
    backlog.clear();
    String name = "in process, %d at a time, %d callers".formatted(batch, callers);
    double rate = Callers.rate(callers, config.period(), () -> submitter.submit(TENANT, batch));
    return List.of(Figure.jobsPerSecond(name, rate));
  }
}
