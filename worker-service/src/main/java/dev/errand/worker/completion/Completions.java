package dev.errand.worker.completion;

import dev.errand.live.channel.JobEvents;
import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.job.JobId;
import dev.errand.store.lease.FinishAttempts;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.StatementRefused;
import dev.errand.worker.process.EngineLoop;
import dev.errand.worker.progress.Reports;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * Writes how attempts ended. Two writers, one statement each: while two batches commit the next one
 * fills, so a batch is as large as the load makes it and nobody waits for a timer.
 */
@Singleton
public class Completions {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int BATCH = 1000;

  private final Database database;
  private final JobEvents events;
  private final Reports reports;
  private final Clock clock;
  private final CompletionLog log;
  private final BlockingQueue<Finished> queue = new LinkedBlockingQueue<>();
  private final List<EngineLoop> writers =
      Stream.of("errand-completion-1", "errand-completion-2").map(this::writer).toList();

  @Inject
  Completions(
      Database database, JobEvents events, Reports reports, Clock clock, CompletionLog log) {
    this.database = database;
    this.events = events;
    this.reports = reports;
    this.clock = clock;
    this.log = log;
  }

  public void start() {
    writers.forEach(EngineLoop::start);
  }

  /** Writes what is left, if the database answers, and stops. */
  public void stop() {
    writers.forEach(EngineLoop::stop);
  }

  /** Takes an attempt's end; never blocks. */
  public void add(Finished finished) {
    queue.add(finished);
  }

  /** How many ends wait to be written: whoever claims should wait while there are many. */
  public int waiting() {
    return queue.size();
  }

  private EngineLoop writer(String name) {
    AtomicReference<EngineLoop> itself = new AtomicReference<>();
    itself.set(new EngineLoop(name, () -> writeNext(itself.get()), this::writeRest));
    return itself.get();
  }

  private void writeNext(EngineLoop loop) throws InterruptedException {
    List<Finished> batch = new ArrayList<>();
    batch.add(loop.idle(queue::take));
    queue.drainTo(batch, BATCH - 1);
    write(batch);
  }

  private void writeRest() {
    List<Finished> batch = new ArrayList<>();
    while (queue.drainTo(batch, BATCH) > 0) {
      try {
        settle(batch);
      } catch (RuntimeException failure) {
        log.leftBehind(batch.size() + queue.size(), failure); // their leases expire: others rescue
        return;
      }
      batch.clear();
    }
  }

  private void write(List<Finished> batch) {
    try {
      reports.flushLines();
      settle(batch);
    } catch (StatementRefused refused) {
      writeOneByOne(batch, refused);
    } catch (RuntimeException failure) {
      // Unknown whether it committed. A lease that is still ours says no; an expired one is
      // rescued and the job runs again, which is what at least once means.
      log.writeFailed(batch.size(), failure);
      writeOneByOne(batch, failure);
    }
  }

  private void settle(List<Finished> batch) {
    Set<JobId> written = finish(batch);
    List<Finished> missed =
        batch.stream().filter(f -> !written.contains(f.job().lease().job())).toList();
    if (!missed.isEmpty()) {
      written.addAll(finish(missed)); // a heartbeat had moved the row; or the lease is lost
    }
    events.publish(
        batch.stream()
            .filter(finished -> written.contains(finished.job().lease().job()))
            .map(finished -> finished.event(clock.instant()))
            .toList());
    for (Finished finished : batch) {
      if (!written.contains(finished.job().lease().job())) {
        log.leaseLost(finished.job());
      }
      finished.written().run();
    }
  }

  private Set<JobId> finish(List<Finished> batch) {
    if (batch.isEmpty()) {
      return new HashSet<>();
    }
    return FinishAttempts.run(database.completions(), batch.stream().map(Finished::ending).toList())
        .await()
        .atMost(PATIENCE);
  }

  // One row that PostgreSQL refuses must not hold up the others, nor its own job for ever.
  private void writeOneByOne(List<Finished> batch, RuntimeException cause) {
    for (Finished finished : batch) {
      try {
        settle(List.of(finished));
      } catch (StatementRefused refused) {
        log.refused(finished.job(), refused);
        writeConstantFailure(finished);
      } catch (RuntimeException failure) {
        log.abandoned(finished.job(), failure, cause);
        finished.written().run();
      }
    }
  }

  private void writeConstantFailure(Finished finished) {
    AttemptOutcome failure =
        new AttemptOutcome.Failed(
            new AttemptError("outcome_refused", "the outcome could not be stored"));
    try {
      settle(List.of(finished.as(failure)));
    } catch (RuntimeException again) {
      log.abandoned(finished.job(), again, again);
      finished.written().run(); // its lease expires and the job is rescued
    }
  }
}
