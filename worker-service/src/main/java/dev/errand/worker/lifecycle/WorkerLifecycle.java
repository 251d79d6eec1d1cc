package dev.errand.worker.lifecycle;

import dev.errand.store.sql.Database;
import dev.errand.store.sql.FindSchemaVersion;
import dev.errand.store.worker.MarkWorkerSeen;
import dev.errand.store.worker.RegisterWorker;
import dev.errand.store.worker.RegisterWorker.Introduction;
import dev.errand.worker.claiming.ClaimLoop;
import dev.errand.worker.completion.Completions;
import dev.errand.worker.execution.Attempts;
import dev.errand.worker.execution.RunningAttempt.Stop;
import dev.errand.worker.figures.Figures;
import dev.errand.worker.handlers.HandlerRegistry;
import dev.errand.worker.heartbeat.Heartbeats;
import dev.errand.worker.operations.Operations;
import dev.errand.worker.process.WorkerConfig;
import dev.errand.worker.process.WorkerIdentity;
import dev.errand.worker.progress.Reports;
import dev.errand.worker.rescue.LeaseRescuer;
import dev.errand.worker.retention.Retention;
import dev.errand.worker.scheduling.Ageing;
import dev.errand.worker.scheduling.Deadlines;
import dev.errand.worker.scheduling.DueJobs;
import dev.errand.worker.scheduling.Fires;
import dev.errand.worker.scheduling.Positions;
import dev.errand.worker.vacuum.Vacuum;
import dev.errand.worker.webhooks.Announcements;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Starts the engine's loops, and stops them in the order in which nothing is lost. */
@Singleton
public class WorkerLifecycle {
  private static final Logger LOG = Logger.getLogger(WorkerLifecycle.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  // How long a handler may take to notice its interruption.
  private static final Duration NOTICE = Duration.ofSeconds(1);

  private final Database database;
  private final WorkerConfig config;
  private final WorkerIdentity identity;
  private final HandlerRegistry handlers;
  private final Loops loops;
  private final String version;

  /** The loops of the engine. */
  @Singleton
  record Loops(
      ClaimLoop claims,
      Attempts attempts,
      Heartbeats heartbeats,
      Completions completions,
      Reports reports,
      LeaseRescuer rescuer,
      Clockwork clockwork,
      Vacuum vacuum,
      Keeping keeping) {}

  /** The loops that look at the time. */
  @Singleton
  record Clockwork(
      DueJobs dueJobs, Deadlines deadlines, Fires fires, Positions positions, Ageing ageing) {
    void start() {
      deadlines.start();
      dueJobs.start();
      fires.start();
      positions.start();
      ageing.start();
    }

    void stop() {
      ageing.stop();
      positions.stop();
      fires.stop();
      dueJobs.stop();
      deadlines.stop();
    }
  }

  /** The loops that no job waits for. */
  @Singleton
  record Keeping(
      Figures figures, Operations operations, Retention retention, Announcements announcements) {
    void start() {
      figures.start();
      operations.start();
      retention.start();
      announcements.start();
    }

    void stopBeforeJobs() {
      announcements.stop();
      retention.stop();
      operations.stop();
    }

    void stopAfterJobs() {
      figures.stop();
    }
  }

  @Inject
  WorkerLifecycle(
      Database database,
      WorkerConfig config,
      WorkerIdentity identity,
      HandlerRegistry handlers,
      Loops loops,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown")
          String version) {
    this.database = database;
    this.config = config;
    this.identity = identity;
    this.handlers = handlers;
    this.loops = loops;
    this.version = version;
  }

  void start(@Observes @Priority(2000) StartupEvent event) {
    requireSchema();
    identity.is(introduce());
    loops.completions().start();
    loops.reports().start();
    loops.heartbeats().start();
    loops.rescuer().start();
    loops.clockwork().start();
    loops.vacuum().start();
    loops.keeping().start();
    loops.claims().start();
    LOG.infof("worker %s claims with %d slots", name(), config.slots());
  }

  void stop(@Observes ShutdownEvent event) {
    loops.keeping().stopBeforeJobs();
    loops.vacuum().stop();
    loops.clockwork().stop();
    loops.rescuer().stop();
    loops.claims().drain();
    loops.claims().awaitIdle(config.drain());
    loops.attempts().all().forEach(attempt -> attempt.stop(Stop.DRAINED));
    loops.claims().awaitIdle(NOTICE);
    loops.reports().stop();
    loops.completions().stop();
    loops.keeping().stopAfterJobs();
    loops.heartbeats().stop();
    MarkWorkerSeen.run(database.engine(), identity.id(), true)
        .onFailure(RuntimeException.class)
        .recoverWithNull()
        .await()
        .atMost(PATIENCE);
  }

  private void requireSchema() {
    int version = FindSchemaVersion.run(database.engine()).await().atMost(PATIENCE);
    if (version < FindSchemaVersion.NEWEST) {
      throw new SchemaTooOld(version, FindSchemaVersion.NEWEST);
    }
  }

  private int introduce() {
    var worker = new Introduction(name(), host(), version, config.slots(), handlers.types());
    return RegisterWorker.run(database.engine(), worker).await().atMost(PATIENCE);
  }

  private String name() {
    return config.name().orElseGet(WorkerLifecycle::host);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "localhost";
    }
  }
}
