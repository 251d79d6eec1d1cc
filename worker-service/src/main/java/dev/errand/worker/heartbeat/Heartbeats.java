package dev.errand.worker.heartbeat;

import dev.errand.model.job.JobId;
import dev.errand.model.lease.Lease;
import dev.errand.store.lease.RenewLeases;
import dev.errand.store.lease.RenewLeases.Directive;
import dev.errand.store.sql.Database;
import dev.errand.store.worker.MarkWorkerSeen;
import dev.errand.worker.execution.Attempts;
import dev.errand.worker.execution.RunningAttempt;
import dev.errand.worker.execution.RunningAttempt.Stop;
import dev.errand.worker.process.EngineLoop;
import dev.errand.worker.process.WorkerIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Renews the leases of this process and stops attempts that should not go on: whose job was called
 * off, whose lease is lost, or whose lease could not be renewed for so long that it may be.
 */
@Singleton
public class Heartbeats {
  private static final Logger LOG = Logger.getLogger(Heartbeats.class);
  private static final int BATCH = 1000;

  private final Attempts attempts;
  private final Database database;
  private final LeaseTiming timing;
  private final WorkerIdentity identity;
  private final Queue<JobId> urgent = new ConcurrentLinkedQueue<>();
  private final EngineLoop loop = new EngineLoop("errand-heartbeat", this::beat);
  private long nextBeat = System.nanoTime();

  @Inject
  Heartbeats(Attempts attempts, Database database, LeaseTiming timing, WorkerIdentity identity) {
    this.attempts = attempts;
    this.database = database;
    this.timing = timing;
    this.identity = identity;
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }

  /** Asks at once how that job's lease stands, if it is ours. */
  public void check(JobId job) {
    if (attempts.find(job) != null) {
      urgent.add(job);
      loop.wake();
    }
  }

  private void beat() throws InterruptedException {
    renewUrgent();
    long now = System.nanoTime();
    if (now - nextBeat >= 0) {
      nextBeat = now + timing.heartbeat().toNanos();
      renewAll(now);
      surrenderUnrenewed();
      MarkWorkerSeen.run(database.engine(), identity.id(), false)
          .await()
          .atMost(timing.heartbeat());
    }
    loop.pause(Duration.ofNanos(Math.max(1, nextBeat - System.nanoTime())));
  }

  private void renewUrgent() {
    for (JobId job = urgent.poll(); job != null; job = urgent.poll()) {
      @Nullable RunningAttempt attempt = attempts.find(job);
      if (attempt != null && !attempt.hasEnded()) {
        renew(List.of(attempt));
      }
    }
  }

  // Fresh leases need no renewal, and short jobs are gone before their first.
  private void renewAll(long now) {
    long half = timing.heartbeat().dividedBy(2).toNanos();
    Predicate<RunningAttempt> due = attempt -> now - attempt.renewedAt() >= half;
    attempts.all().stream()
        .filter(attempt -> !attempt.hasEnded())
        .filter(due)
        .gather(Gatherers.windowFixed(BATCH))
        .forEach(this::renew);
  }

  private void renew(List<RunningAttempt> batch) {
    long sent = System.nanoTime();
    Map<JobId, Directive> held;
    try {
      List<Lease> leases = batch.stream().map(attempt -> attempt.job().lease()).toList();
      held =
          RenewLeases.run(database.completions(), leases, timing.duration())
              .await()
              .atMost(timing.heartbeat());
    } catch (RuntimeException failure) {
      LOG.warnf("%d leases were not renewed: %s", batch.size(), failure);
      return;
    }
    for (RunningAttempt attempt : batch) {
      @Nullable Directive directive = held.get(attempt.job().lease().job());
      if (directive == null) {
        lose(attempt);
        continue;
      }
      attempt.renewed(sent);
      if (directive == Directive.CANCEL) {
        attempt.stop(Stop.CANCELLED);
      }
    }
  }

  private void surrenderUnrenewed() {
    long limit = timing.surrender().toNanos();
    long now = System.nanoTime();
    attempts.all().stream()
        .filter(attempt -> now - attempt.renewedAt() > limit)
        .forEach(this::lose);
  }

  private void lose(RunningAttempt attempt) {
    if (!attempt.hasEnded()) {
      Lease lease = attempt.job().lease();
      LOG.warnf(
          "lease lost, attempt stopped: tenant=%s job=%s attempt=%d",
          lease.tenant(), lease.job(), lease.attempt());
      attempt.stop(Stop.LEASE_LOST);
    }
  }
}
