package dev.errand.bench.workload;

import dev.errand.bench.engine.Backlog;
import dev.errand.bench.engine.BenchConfig;
import dev.errand.bench.engine.Callers;
import dev.errand.bench.engine.ChildJvm;
import dev.errand.bench.engine.HttpLoad;
import dev.errand.bench.engine.Submitter;
import dev.errand.bench.engine.Workers;
import dev.errand.bench.engine.Workers.Crew;
import dev.errand.model.tenant.TenantId;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Live sockets that all hear of every job of their tenant: submitted, started, completed. */
@Singleton
class FanOutWorkload implements Workload {
  private static final int EVENTS_PER_JOB = 3;
  private static final List<Integer> JOBS_PER_SECOND = List.of(50, 200);

  private final HttpLoad http;
  private final Submitter submitter;
  private final Backlog backlog;
  private final Workers workers;
  private final BenchConfig config;

  @Inject
  FanOutWorkload(
      HttpLoad http, Submitter submitter, Backlog backlog, Workers workers, BenchConfig config) {
    this.http = http;
    this.submitter = submitter;
    this.backlog = backlog;
    this.workers = workers;
    this.config = config;
  }

  @Override
  public String name() {
    return "fan-out";
  }

  @Override
  public List<Figure> run() throws Exception {
    backlog.clear();
    List<Figure> figures = new ArrayList<>();
    try (Crew crew = workers.crew(1)) {
      crew.start();
      fanOut(crew, JOBS_PER_SECOND.getFirst()); // warm-up
      for (int rate : JOBS_PER_SECOND) {
        figures.addAll(Repeats.median(config.repeats(), () -> fanOut(crew, rate)));
      }
    }
    return figures;
  }

  private List<Figure> fanOut(Crew crew, int jobsPerSecond) throws Exception {
    try (ChildJvm listeners = http.listen(config.sockets())) {
      long before = crew.completed();
      long begin = System.nanoTime();
      long jobs = submitAtPace(jobsPerSecond);
      crew.awaitCompleted(before + jobs);
      double seconds = (System.nanoTime() - begin) / 1e9;
      long all = jobs * EVENTS_PER_JOB * config.sockets();
      listeners.say("" + all);
      JsonObject heard = new JsonObject(listeners.awaitLine("{"));
      double events = heard.getLong("events");
      String name = "%d sockets, %d jobs/s".formatted(config.sockets(), jobsPerSecond);
      return List.of(
          new Figure(name + ", delivered", events / seconds, "events/s"),
          new Figure(name + ", delivered of all", 100 * events / all, "%"),
          Figure.millis(name + ", delay p50", heard.getDouble("p50")),
          Figure.millis(name + ", delay p99", heard.getDouble("p99")),
          new Figure(name + ", told to read anew", heard.getLong("resyncs"), "times"));
    }
  }

  /** How many jobs that were. */
  private long submitAtPace(int jobsPerSecond) throws Exception {
    TenantId tenant = http.tenant();
    long gap = 1_000_000_000L / jobsPerSecond;
    AtomicLong due = new AtomicLong(System.nanoTime());
    long end = due.get() + config.period().toNanos();
    AtomicLong jobs = new AtomicLong();
    Callers.untilDone(
        4,
        () -> {
          long mine = due.getAndAdd(gap);
          if (mine - end >= 0) {
            return 0;
          }
          for (long left = mine - System.nanoTime(); left > 0; left = mine - System.nanoTime()) {
            LockSupport.parkNanos(left);
          }
          jobs.incrementAndGet();
          return submitter.submit(tenant, 1);
        });
    return jobs.get();
  }
}
