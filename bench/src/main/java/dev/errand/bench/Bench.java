package dev.errand.bench;

import dev.errand.bench.engine.HttpLoad;
import dev.errand.bench.engine.OtherWorker;
import dev.errand.bench.peer.PeerCommand;
import dev.errand.bench.profile.Profile;
import dev.errand.bench.workload.Workloads;
import dev.errand.postgres.EmbeddedPostgres;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;

/**
 * Both services in one process, and what measures them. Arguments: names of workloads, or none for
 * all; {@code profile NAME…}. Used by scripts and by itself: {@code server}, {@code peer …}, {@code
 * worker}.
 */
@QuarkusMain
public class Bench implements QuarkusApplication {
  private final Workloads workloads;
  private final Profile profile;
  private final PeerCommand peer;
  private final OtherWorker otherWorker;

  @Inject
  Bench(Workloads workloads, Profile profile, PeerCommand peer, OtherWorker otherWorker) {
    this.workloads = workloads;
    this.profile = profile;
    this.peer = peer;
    this.otherWorker = otherWorker;
  }

  public static void main(String... arguments) throws IOException {
    String first = arguments.length == 0 ? "" : arguments[0];
    settings();
    switch (first) {
      case "server" -> BenchServer.serve();
      case "worker" -> Quarkus.run(Bench.class, arguments);
      case "peer" -> {
        PeerCommand.prepare(arguments);
        Quarkus.run(Bench.class, arguments);
      }
      default -> {
        Workloads.requireKnown(names(arguments));
        try (EmbeddedPostgres postgres = BenchServer.start()) {
          BenchServer.use(postgres);
          Quarkus.run(Bench.class, arguments);
        }
      }
    }
  }

  private static List<String> names(String... arguments) {
    List<String> names = List.of(arguments);
    boolean profile = !names.isEmpty() && names.getFirst().equals("profile");
    return profile ? names.subList(1, names.size()) : names;
  }

  private static void settings() throws IOException {
    System.setProperty("quarkus.http.host", "127.0.0.1");
    if (System.getProperty("quarkus.http.port") == null) {
      try (ServerSocket free = new ServerSocket(0)) {
        System.setProperty("quarkus.http.port", String.valueOf(free.getLocalPort()));
      }
    }
    System.setProperty("errand.admin.email", HttpLoad.LOGIN);
    System.setProperty("errand.admin.password", HttpLoad.PASSWORD);
    System.setProperty("errand.mail.capture", "true");
    System.setProperty("errand.live.sockets-per-user", "100000");
  }

  @Override
  public int run(String... arguments) throws Exception {
    List<String> names = names(arguments);
    switch (arguments.length == 0 ? "" : arguments[0]) {
      case "worker" -> otherWorker.run();
      case "peer" -> peer.run(names);
      case "profile" -> profile.run(names);
      default -> workloads.run(names);
    }
    return 0;
  }
}
