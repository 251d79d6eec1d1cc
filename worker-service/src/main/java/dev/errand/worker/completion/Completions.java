package dev.errand.worker.completion;

import dev.errand.live.channel.JobEvents;
import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.job.JobState;
import dev.errand.model.lease.Lease;
import dev.errand.store.lease.FinishAttempts;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.StatementRefused;
import dev.errand.worker.figures.Figures;
import dev.errand.worker.process.EngineLoop;
import dev.errand.worker.progress.Reports;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes how attempts ended. Two writers, one statement each: while two batches commit the next one
 * fills, so a batch is as large as the load makes it and nobody waits for a timer.
 *
 * <p>What could not be written is tried again for as long as its lease, which goes on being
 * renewed, may be ours.
 */
@Singleton
public class Completions {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
  private static final int WRITERS = 2;
  private static final int BATCH = 1000;
  // A heartbeat or a progress report may move a row while it is looked up; seldom twice in a row.
  private static final int LOOKS = 4;

  private final Database database;
  private final JobEvents events;
  private final Reports reports;
  private final Clock clock;
  private final Figures figures;
  private final CompletionLog log;
  private final BlockingQueue<Finished> queue = new LinkedBlockingQueue<>();
  private final List<EngineLoop> writers = new ArrayList<>();

  @Inject
  Completions(
      Database database,
      JobEvents events,
      Reports reports,
      Clock clock,
      Figures figures,
      CompletionLog log) {
    this.database = database;
    this.events = events;
    this.reports = reports;
    this.clock = clock;
    this.figures = figures;
    this.log = log;
    IntStream.rangeClosed(1, WRITERS).forEach(this::addWriter);
  }

  private void addWriter(int number) {
    writers.add(
        new EngineLoop(
            "errand-completion-" + number,
            () -> writeNext(writers.get(number - 1)),
            this::writeRest));
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

  private void writeNext(EngineLoop writer) throws InterruptedException {
    List<Finished> batch = new ArrayList<>();
    batch.add(writer.idle(queue::take));
    queue.drainTo(batch, BATCH - 1);
    // Apart, because what succeeds is written by a statement that costs less.
    boolean written = true;
    for (List<Finished> alike :
        batch.stream().collect(Collectors.partitioningBy(Finished::isSuccess)).values()) {
      written &= alike.isEmpty() || write(alike);
    }
    if (!written) {
      writer.pause(BETWEEN_TRIES);
    }
  }

  /** Whether it was written; if not, it is in the queue again. */
  private boolean write(List<Finished> batch) {
    try {
      settle(batch);
      return true;
    } catch (StatementRefused refused) {
      if (refused.isRowsFault()) {
        writeOneByOne(batch);
        return true;
      }
      return takeBack(batch, refused);
    } catch (RuntimeException failure) {
      // Unknown whether it committed. If it did, the next try finds the lease gone.
      return takeBack(batch, failure);
    }
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

  private void settle(List<Finished> batch) {
    reports.settle();
    List<Finished> held =
        batch.stream().filter(finished -> finished.held().getAsBoolean()).toList();
    Map<Lease, JobState> ended = finish(held);
    figures.count(held, ended);
    events.publish(Finished.news(held, ended, clock.instant()));
    for (Finished finished : batch) {
      if (!ended.containsKey(finished.job().lease())) {
        log.leaseLost(finished.job());
      }
      finished.written().run();
    }
  }

  private Map<Lease, JobState> finish(List<Finished> batch) {
    Map<Lease, JobState> ended = new HashMap<>();
    List<Finished> missing = batch;
    for (int look = 0; look < LOOKS && !missing.isEmpty(); look++) {
      ended.putAll(
          FinishAttempts.run(
                  database.completions(), missing.stream().map(Finished::ending).toList())
              .await()
              .atMost(PATIENCE));
      missing =
          missing.stream().filter(finished -> !ended.containsKey(finished.job().lease())).toList();
    }
    return ended;
  }

  // One row that PostgreSQL refuses must not hold up the others, nor its own job for ever.
  private void writeOneByOne(List<Finished> batch) {
    for (Finished finished : batch) {
      try {
        settle(List.of(finished));
      } catch (StatementRefused refused) {
        log.refused(finished.job(), refused);
        queue.add(refused.isRowsFault() ? finished.as(unstorable()) : finished);
      } catch (RuntimeException failure) {
        queue.add(finished);
      }
    }
  }

  private boolean takeBack(List<Finished> batch, RuntimeException failure) {
    log.writeFailed(batch.size(), failure);
    queue.addAll(batch);
    return false;
  }

  private static AttemptOutcome unstorable() {
    return new AttemptOutcome.Failed(
        new AttemptError("outcome_refused", "the outcome could not be stored"));
  }
}
