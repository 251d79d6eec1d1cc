package dev.errand.standalone.system;

import dev.errand.live.kafka.KafkaBroker;
import dev.errand.postgres.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A whole Errand: everything in one process, or an API and workers of their own. */
final class Installation implements AutoCloseable {
  static final String ADMIN = "operator@example.org";

  private static final String ADMIN_PASSWORD = "the password of the operator";
  private static final Map<String, String> FIRST_ADMIN =
      Map.of("ERRAND_ADMIN_EMAIL", ADMIN, "ERRAND_ADMIN_PASSWORD", ADMIN_PASSWORD);
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final ServiceProcess api;
  private final List<ServiceProcess> workers;

  private Installation(ServiceProcess api, List<ServiceProcess> workers) {
    this.api = api;
    this.workers = workers;
  }

  /** One process on its own data directory, without demo accounts. */
  static Installation oneProcess(Path data, Map<String, String> environment) {
    return new Installation(everything(data, environment).start(), List.of());
  }

  static Launch everything(Path data, Map<String, String> environment) {
    return Launch.of(Program.EVERYTHING, "everything")
        .data(data)
        .with("errand.demo", "false")
        .with(FIRST_ADMIN)
        .with(environment);
  }

  /** One API and some workers, named worker-1 and so on, on one database and one broker. */
  static Installation split(KafkaBroker broker, int workers, Map<String, String> environment) {
    int number = DATABASES.incrementAndGet();
    Launch shared =
        Launch.of(Program.WORKER, "worker")
            .database(EmbeddedPostgres.shared().createDatabase("system_" + number))
            .with("errand.kafka.bootstrap", broker.bootstrap())
            .with("errand.kafka.topic", "system-" + number)
            .with("errand.mail.capture", "true")
            .with(environment);
    Launch api =
        new Launch(Program.API, "api", Launch.freePort(), shared.properties(), environment);
    ServiceProcess started = api.with("errand.cookies.secure", "false").with(FIRST_ADMIN).start();
    Installation installation = new Installation(started, new ArrayList<>());
    List<ServiceProcess> begun = new ArrayList<>();
    for (int i = 1; i <= workers; i++) {
      begun.add(named(shared, "worker-" + i).begin());
    }
    installation.workers.addAll(begun);
    begun.forEach(ServiceProcess::awaitReady);
    return installation;
  }

  private static Launch named(Launch shared, String name) {
    Map<String, String> properties = new LinkedHashMap<>(shared.properties());
    properties.put("errand.worker.name", name);
    return new Launch(Program.WORKER, name, Launch.freePort(), properties, shared.environment());
  }

  URI api() {
    return api.base();
  }

  ServiceProcess worker(int number) {
    return workers.get(number - 1);
  }

  /** Starts a worker that has ended again, under its name. */
  void restartWorker(int number) {
    workers.set(number - 1, workers.get(number - 1).again());
  }

  Client newPerson() {
    return Client.newPerson(api());
  }

  Client admin() {
    return Client.login(api(), ADMIN, ADMIN_PASSWORD);
  }

  /** Alone, a process takes its database with it; those that are split leave nothing to tidy. */
  @Override
  public void close() {
    if (workers.isEmpty()) {
      api.close();
    } else {
      workers.forEach(ServiceProcess::kill);
      api.kill();
    }
  }
}
