package dev.errand.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A program of ours as a child process, whose output is kept in a file below {@code target/}. */
final class ServiceProcess implements AutoCloseable {
  private static final Path LOGS = Path.of("target", "system");
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(30);
  private static final AtomicInteger STARTED = new AtomicInteger();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  private final Launch launch;
  private final Process process;
  private final Path output;

  private ServiceProcess(Launch launch, Process process, Path output) {
    this.launch = launch;
    this.process = process;
    this.output = output;
  }

  static ServiceProcess of(Launch launch) {
    try {
      Files.createDirectories(LOGS);
      Path output = LOGS.resolve("%03d-%s.log".formatted(STARTED.incrementAndGet(), launch.name()));
      ProcessBuilder builder =
          new ProcessBuilder(launch.program().command(properties(launch)))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("ERRAND_"));
      builder.environment().putAll(launch.environment());
      Process process = builder.start();
      // A test JVM that is stopped half-way leaves nothing behind.
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      return new ServiceProcess(launch, process, output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<String> properties(Launch launch) {
    List<String> all =
        new ArrayList<>(
            launch.properties().entrySet().stream()
                .map(property -> "-D%s=%s".formatted(property.getKey(), property.getValue()))
                .toList());
    all.add("-Derrand.port=" + launch.port());
    return all;
  }

  String name() {
    return launch.name();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + launch.port());
  }

  void awaitReady() {
    await(name() + " is ready")
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              if (!process.isAlive()) {
                throw new AssertionError(
                    "%s ended with code %d:%n%s".formatted(name(), process.exitValue(), output()));
              }
              return isReady();
            });
  }

  private boolean isReady() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base().resolve("/q/health/ready"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** SIGKILL: it gets no chance to say anything. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM, and waits until it is gone. */
  void stop() {
    process.destroy();
    awaitEnd();
  }

  /** SIGSTOP: it is there and does nothing. */
  void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  void resume() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      int code =
          new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(signal, process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      assertThat(code).as("kill -" + signal).isZero();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Waits until it ends by itself or by a signal that it got. */
  int awaitEnd() {
    try {
      assertThat(process.waitFor(END.toSeconds(), TimeUnit.SECONDS)).as(name() + " ends").isTrue();
      return process.exitValue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  /** Another process, started in the same way. */
  ServiceProcess again() {
    return launch.start();
  }

  /** What it printed so far. */
  String output() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** In order, so that an embedded database goes with it; also one that is paused. */
  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroy();
      resumeIfAlive();
    }
    try {
      if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private void resumeIfAlive() {
    try {
      resume();
    } catch (AssertionError goneMeanwhile) {
      assertThat(process.isAlive()).isFalse();
    }
  }
}
