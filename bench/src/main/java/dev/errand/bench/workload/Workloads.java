package dev.errand.bench.workload;

import dev.errand.bench.engine.HttpLoad;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** All workloads, in the order in which they run. */
@Singleton
public class Workloads {
  private static final List<String> NAMES =
      List.of("submit", "process", "pick-up", "end-to-end", "tenants", "fan-out", "million");

  private final HttpLoad http;
  private final List<Workload> all;

  @Inject
  Workloads(HttpLoad http, @All List<Workload> all) {
    this.http = http;
    this.all = all;
  }

  /** Says so before anything is started when there is no such workload. */
  public static void requireKnown(List<String> names) {
    for (String name : names) {
      if (!NAMES.contains(name)) {
        System.err.printf("errand: no workload %s, there are %s%n", name, NAMES);
        System.exit(2);
      }
    }
  }

  /** Those of these names; all when there are none. */
  public List<Workload> named(List<String> names) {
    return all.stream()
        .filter(workload -> names.isEmpty() || names.contains(workload.name()))
        .sorted(Comparator.comparing(workload -> NAMES.indexOf(workload.name())))
        .toList();
  }

  /** An empty report. */
  public Report report() {
    return new Report(http.client());
  }

  /** Runs them and reports. */
  public void run(List<String> names) throws Exception {
    Report report = report();
    for (Workload workload : named(names)) {
      report.add(workload.name(), workload.run());
    }
    report.write(Path.of("bench", "results", "latest.json"));
  }
}
