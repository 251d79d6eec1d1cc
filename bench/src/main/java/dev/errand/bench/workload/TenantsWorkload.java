package dev.errand.bench.workload;

import dev.errand.bench.engine.Backlog;
import dev.errand.bench.engine.BenchConfig;
import dev.errand.bench.engine.Drain;
import dev.errand.bench.engine.JobFactory;
import dev.errand.bench.engine.PickUpHandler;
import dev.errand.bench.engine.Submitter;
import dev.errand.bench.engine.Workers;
import dev.errand.bench.engine.Workers.Crew;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Many tenants at once, and a tenant with one job beside another's flood. */
@Singleton
class TenantsWorkload implements Workload {
  private static final int FLOOD = 100_000;
  private static final int BATCH = 60;
  private static final int VISITS = 10;

  private final Backlog backlog;
  private final Workers workers;
  private final Drain drain;
  private final Submitter submitter;
  private final PickUpHandler handler;
  private final BenchConfig config;

  @Inject
  TenantsWorkload(
      Backlog backlog,
      Workers workers,
      Drain drain,
      Submitter submitter,
      PickUpHandler handler,
      BenchConfig config) {
    this.backlog = backlog;
    this.workers = workers;
    this.drain = drain;
    this.submitter = submitter;
    this.handler = handler;
    this.config = config;
  }

  @Override
  public String name() {
    return "tenants";
  }

  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    try (Crew crew = workers.crew(1)) {
      figures.addAll(Repeats.median(config.repeats(), () -> many(crew)));
      figures.addAll(Repeats.median(config.repeats(), () -> flood(crew)));
    }
    backlog.clear();
    return figures;
  }

  private List<Figure> many(Crew crew) throws Exception {
    backlog.clear();
    backlog.fill(config.jobs(), BATCH, batch -> JobFactory.tenant(1 + batch % config.tenants()));
    Drain.Result result = drain.run(crew, config.jobs() / 6, config.jobs());
    return List.of(
        Figure.jobsPerSecond("backlog of %,d tenants".formatted(config.tenants()), result.rate()));
  }

  /** Other tenants' first jobs, one after another, while the flood is being worked off. */
  private List<Figure> flood(Crew crew) throws Exception {
    backlog.clear();
    int flood = Math.min(FLOOD, config.jobs());
    backlog.fill(flood);
    handler.reset();
    long before = crew.completed();
    long[] nanos = new long[VISITS];
    crew.start();
    crew.awaitCompleted(before + flood / 10);
    for (int visit = 0; visit < VISITS; visit++) {
      submitter.submitTimed(JobFactory.tenant(2 + visit));
      nanos[visit] = handler.next();
    }
    long left = before + flood + VISITS - crew.completed();
    crew.awaitCompleted(before + flood + VISITS);
    crew.halt();
    String name = "first job beside a flood of %,d, to handler".formatted(flood);
    List<Figure> figures = new ArrayList<>(Figure.percentiles(name, nanos));
    figures.add(new Figure("flood left after these", left, "jobs"));
    return figures;
  }
}
