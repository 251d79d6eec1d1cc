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
  // Apart, because a heartbeat that gets no answer must not delay it.
  private final EngineLoop surrender = new EngineLoop("errand-surrender", this::surrenderSome);
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
    surrender.start();
  }

  public void stop() {
    surrender.stop();
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
      MarkWorkerSeen.run(database.engine(), identity.id(), false).await().atMost(patience());
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

  // Fresh leases need no renewal, and short jobs are gone before their first. What has ended but is
  // not written yet, because the database was away, still needs its lease.
  private void renewAll(long now) {
    long half = timing.heartbeat().dividedBy(2).toNanos();
    Predicate<RunningAttempt> due = attempt -> now - attempt.renewedAt() >= half;
    attempts.all().stream().filter(due).gather(Gatherers.windowFixed(BATCH)).forEach(this::renew);
  }

  private void renew(List<RunningAttempt> batch) {
    long sent = System.nanoTime();
    Map<JobId, Directive> held;
    try {
      List<Lease> leases = batch.stream().map(attempt -> attempt.job().lease()).toList();
      held =
          RenewLeases.run(database.completions(), leases, timing.duration())
              .await()
              .atMost(patience());
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

  private void surrenderSome() throws InterruptedException {
    surrender.pause(timing.duration().dividedBy(30));
    long limit = timing.surrender().toNanos();
    long now = System.nanoTime();
    attempts.all().stream()
        .filter(attempt -> now - attempt.renewedAt() > limit)
        .forEach(this::lose);
  }

  private Duration patience() {
    return timing.heartbeat().dividedBy(2);
  }

  private void lose(RunningAttempt attempt) {
    if (attempt.mayHold()) {
      Lease lease = attempt.job().lease();
      LOG.warnf(
          "lease lost, attempt stopped: tenant=%s job=%s attempt=%d",
          lease.tenant(), lease.job(), lease.attempt());
      attempt.stop(Stop.LEASE_LOST);
    }
  }
}
