package dev.errand.bench;

import dev.errand.postgres.EmbeddedPostgres;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Both services in one process over a durable PostgreSQL of its own, and the workloads against
 * them: {@code submit}, {@code process}, {@code pick-up}, or all of them.
 */
@QuarkusMain
public class Bench implements QuarkusApplication {
  private static final Map<String, String> SERVER =
      Map.of("shared_buffers", "1GB", "max_wal_size", "8GB");

  private final SubmitWorkload submit;
  private final ProcessWorkload process;
  private final PickUpWorkload pickUp;

  @Inject
  Bench(SubmitWorkload submit, ProcessWorkload process, PickUpWorkload pickUp) {
    this.submit = submit;
    this.process = process;
    this.pickUp = pickUp;
  }

  /** Starts the server, then the services on it. */
  public static void main(String[] arguments) throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary(SERVER);
        ServerSocket free = new ServerSocket(0)) {
      int port = free.getLocalPort();
      free.close();
      System.setProperty("errand.database.url", postgres.createDatabase("bench"));
      System.setProperty("quarkus.http.host", "127.0.0.1");
      System.setProperty("quarkus.http.port", String.valueOf(port));
      System.setProperty("errand.admin.email", HttpLoad.LOGIN);
      System.setProperty("errand.admin.password", HttpLoad.PASSWORD);
      System.setProperty("errand.mail.capture", "true");
      Quarkus.run(Bench.class, arguments);
    }
  }

  @Override
  public int run(String... arguments) throws Exception {
    List<String> wanted = List.of(arguments);
    var report = new Report();
    for (Workload workload : List.of(submit, process, pickUp)) {
      if (wanted.isEmpty() || wanted.contains(workload.name())) {
        report.add(workload.name(), workload.run());
      }
    }
    report.print();
    report.write(Path.of("bench", "results", "latest.json"));
    return 0;
  }
}
