package dev.errand.bench.workload;

import dev.errand.bench.engine.Backlog;
import dev.errand.bench.engine.BenchConfig;
import dev.errand.bench.engine.EndToEnd;
import dev.errand.bench.engine.EndToEnd.Producers;
import dev.errand.bench.engine.Workers;
import dev.errand.bench.engine.Workers.Crew;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** What is sustained when jobs are submitted and processed at once, and what is left waiting. */
@Singleton
class EndToEndWorkload implements Workload {
  private final Backlog backlog;
  private final Workers workers;
  private final EndToEnd endToEnd;
  private final BenchConfig config;

  @Inject
  EndToEndWorkload(Backlog backlog, Workers workers, EndToEnd endToEnd, BenchConfig config) {
    this.backlog = backlog;
    this.workers = workers;
    this.endToEnd = endToEnd;
    this.config = config;
  }

  @Override
  public String name() {
    return "end-to-end";
  }

  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    try (Crew crew = workers.crew(1)) {
      figures.addAll(
          Repeats.median(config.repeats(), () -> sustain(crew, "one by one", Producers.SINGLE)));
      figures.addAll(
          Repeats.median(config.repeats(), () -> sustain(crew, "in bulk", Producers.BULK)));
    }
    backlog.clear();
    return figures;
  }

  private List<Figure> sustain(Crew crew, String name, Producers producers) throws Exception {
    backlog.clear();
    EndToEnd.Result result =
        endToEnd.run(crew, producers, config.period().dividedBy(2), config.period());
    return List.of(
        Figure.jobsPerSecond("submitted %s and processed".formatted(name), result.rate()),
        new Figure("submitted %s, waiting at the end".formatted(name), result.backlog(), "jobs"));
  }
}
