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

/** Whether a large backlog, or a large past, makes a worker slower than a small one. */
@Singleton
class MillionWorkload implements Workload {
  private static final int FEW = 10_000;

  private final Backlog backlog;
  private final Workers workers;
  private final Drain drain;
  private final BenchConfig config;

  @Inject
  MillionWorkload(Backlog backlog, Workers workers, Drain drain, BenchConfig config) {
    this.backlog = backlog;
    this.workers = workers;
    this.drain = drain;
    this.config = config;
  }

  @Override
  public String name() {
    return "million";
  }

  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    try (Crew crew = workers.crew(1)) {
      backlog.clear();
      backlog.fill(config.jobs());
      drain.run(crew, 0, config.jobs()); // warm-up
      figures.addAll(Repeats.median(config.repeats(), () -> few(crew)));
      figures.addAll(Repeats.median(config.repeats(), () -> waiting(crew, config.jobs())));
      figures.addAll(Repeats.median(config.repeats(), () -> waiting(crew, config.many())));
      figures.addAll(Repeats.median(config.repeats(), () -> finished(crew)));
    }
    backlog.clear();
    return figures;
  }

  /** Many small backlogs, each from its first claim to its last completion. */
  private List<Figure> few(Crew crew) throws Exception {
    backlog.clear();
    long jobs = 0;
    long nanos = 0;
    int size = Math.min(FEW, config.jobs());
    while (jobs < config.jobs()) {
      backlog.fill(size);
      Drain.Result result = drain.run(crew, 0, size);
      jobs += result.jobs();
      nanos += result.time().toNanos();
    }
    return List.of(
        Figure.jobsPerSecond("with %,d jobs waiting".formatted(size), jobs / (nanos / 1e9)));
  }

  /** The first so many of a backlog, after a warm-up. */
  private List<Figure> waiting(Crew crew, int size) throws Exception {
    backlog.clear();
    backlog.fill(size);
    Drain.Result result = drain.run(crew, config.jobs() / 6, config.jobs());
    return List.of(Figure.jobsPerSecond("with %,d jobs waiting".formatted(size), result.rate()));
  }

  private List<Figure> finished(Crew crew) throws Exception {
    backlog.clear();
    backlog.fill(config.many());
    drain.run(crew, 0, config.many());
    backlog.fill(config.jobs());
    Drain.Result result = drain.run(crew, config.jobs() / 6, config.jobs());
    return List.of(
        Figure.jobsPerSecond("with %,d jobs finished".formatted(config.many()), result.rate()));
  }
}
