package dev.errand.bench.workload;

import dev.errand.bench.engine.Backlog;
import dev.errand.bench.engine.BenchConfig;
import dev.errand.bench.engine.Drain;
import dev.errand.bench.engine.Workers;
import dev.errand.bench.engine.Workers.Crew;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/**
 * A backlog of {@code noop} jobs through one worker and through two processes, with leases,
 * heartbeats, kept results and news of each. Two backlogs warm up; of each other one the first
 * sixth is not counted.
 */
@Singleton
class ProcessWorkload implements Workload {
  // A compiler that compiles would be measured: a worker runs for weeks, the first seconds not.
  private static final int WARM_UPS = 2;

  private final Backlog backlog;
  private final Workers workers;
  private final Drain drain;
  private final BenchConfig config;

  @Inject
  ProcessWorkload(Backlog backlog, Workers workers, Drain drain, BenchConfig config) {
    this.backlog = backlog;
    this.workers = workers;
    this.drain = drain;
    this.config = config;
  }

  @Override
  public String name() {
    return "process";
  }

  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    try (Crew one = workers.crew(1)) {
      for (int i = 0; i < WARM_UPS; i++) {
        var unused = process(one, "warm-up");
      }
      figures.addAll(Repeats.median(config.repeats(), () -> process(one, "one worker")));
    }
    try (Crew two = workers.crew(2)) {
      figures.addAll(Repeats.median(config.repeats(), () -> process(two, "two workers")));
    }
    backlog.clear();
    return figures;
  }

  private List<Figure> process(Crew crew, String name) throws Exception {
    backlog.clear();
    backlog.fill(config.jobs());
    Drain.Result result = drain.run(crew, config.jobs() / 6, config.jobs());
    return List.of(
        Figure.jobsPerSecond(name, result.rate()),
        new Figure(name + ", PostgreSQL", result.serverMicros(), "µs CPU/job"),
        new Figure(name + ", first process", result.selfMicros(), "µs CPU/job"),
        new Figure(name + ", write-ahead log", result.walBytes(), "B/job"));
  }
}
