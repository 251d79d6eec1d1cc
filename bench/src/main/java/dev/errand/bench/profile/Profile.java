package dev.errand.bench.profile;

import dev.errand.bench.workload.Report;
import dev.errand.bench.workload.Workload;
import dev.errand.bench.workload.Workloads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;

/**
 * Runs workloads while Java Flight Recorder samples this process every 10 ms and {@code
 * pg_stat_statements} counts on the server. The recordings stay in {@code bench/target}.
 */
@Singleton
public class Profile {
  private static final Duration EVERY = Duration.ofMillis(10);
  private static final int ROWS = 25;

  private final Workloads workloads;
  private final Statements statements;

  @Inject
  Profile(Workloads workloads, Statements statements) {
    this.workloads = workloads;
    this.statements = statements;
  }

  /** Those of these names; {@code submit} and {@code process} when there are none. */
  public void run(List<String> names) throws Exception {
    statements.count();
    for (Workload workload :
        workloads.named(names.isEmpty() ? List.of("submit", "process") : names)) {
      Path file = Path.of("bench", "target", "profile-" + workload.name() + ".jfr");
      Files.createDirectories(file.getParent());
      statements.reset();
      Report report = workloads.report();
      try (Recording recording = new Recording()) {
        recording.enable("jdk.ExecutionSample").withPeriod(EVERY);
        recording.enable("jdk.NativeMethodSample").withPeriod(EVERY);
        recording.start();
        report.add(workload.name(), workload.run());
        recording.stop();
        recording.dump(file);
      }
      Frames frames = Frames.of(file);
      print("threads", frames.threads(), ROWS);
      print("top frames", frames.leaves(), ROWS);
      print("top frames of Errand, with what they call", frames.ours(), ROWS);
      statements.print(ROWS);
      System.out.println("\nrecorded to " + file);
    }
  }

  private static void print(String title, List<Frames.Share> shares, int rows) {
    System.out.printf("%n%s%n", title);
    shares.stream()
        .limit(rows)
        .forEach(share -> System.out.printf("%6.1f %%  %s%n", share.percent(), share.name()));
  }
}
