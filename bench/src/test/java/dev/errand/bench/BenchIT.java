package dev.errand.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the measurements work: what they measure here is worth nothing. */
class BenchIT {
  private static final Path RUNNER =
      Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
  private static final List<String> TINY =
      List.of(
          "-Derrand.bench.repeats=1",
          "-Derrand.bench.jobs=3000",
          "-Derrand.bench.many=6000",
          "-Derrand.bench.period=1s",
          "-Derrand.bench.pick-ups=10",
          "-Derrand.bench.pick-up-warm-up=10",
          "-Derrand.bench.wrk=false",
          "-Derrand.bench.tenants=10",
          "-Derrand.bench.sockets=5");

  @TempDir Path directory;

  @Test
  void everyWorkloadHasFigures() throws Exception {
    Path output = run();

    JsonObject result = resultOr(output);
    assertThat(result.getJsonArray("figures").stream().map(JsonObject.class::cast))
        .extracting(figure -> figure.getString("workload"))
        .contains("submit", "process", "pick-up", "end-to-end", "tenants", "fan-out", "million");
    assertThat(result.getJsonArray("figures").stream().map(JsonObject.class::cast))
        .filteredOn(figure -> figure.getString("unit").equals("jobs/s"))
        .allSatisfy(figure -> assertThat(figure.getDouble("value")).isPositive());
  }

  private Path run() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(TINY);
    command.addAll(List.of("-jar", RUNNER.toString()));
    Path output = directory.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Process process = builder.start();
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).as(Files.readString(output)).isTrue();
    return output;
  }

  private JsonObject resultOr(Path output) throws IOException {
    Path file = directory.resolve(Path.of("bench", "results", "latest.json"));
    assertThat(Files.exists(file)).as(Files.readString(output)).isTrue();
    return new JsonObject(Files.readString(file));
  }
}
