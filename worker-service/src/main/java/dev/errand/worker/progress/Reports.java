package dev.errand.worker.progress;

import dev.errand.live.channel.JobEvents;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobId;
import dev.errand.model.job.Progress;
import dev.errand.model.lease.Lease;
import dev.errand.store.lease.RecordLogs;
import dev.errand.store.lease.RecordProgress;
import dev.errand.store.lease.RecordProgress.Report;
import dev.errand.store.sql.Database;
import dev.errand.worker.process.EngineLoop;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * What running handlers say. Four times a second the last progress of each job and the new log
 * lines of all go to the database in one statement each, and the progress onto the channel.
 */
@Singleton
public class Reports {
  private static final Logger LOG = Logger.getLogger(Reports.class);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int MAX_LINES = 10_000;
  private static final int BATCH = 1000;

  private final Database database;
  private final JobEvents events;
  private final Clock clock;
  private final ConcurrentMap<JobId, Report> progress = new ConcurrentHashMap<>();
  private final BlockingQueue<RecordLogs.Line> lines = new ArrayBlockingQueue<>(MAX_LINES);
  private final Semaphore news = new Semaphore(0);
  private final EngineLoop loop = new EngineLoop("errand-reports", this::writeNext, this::flush);

  @Inject
  Reports(Database database, JobEvents events, Clock clock) {
    this.database = database;
    this.events = events;
    this.clock = clock;
  }

  public void start() {
    loop.start();
  }

  /** Writes what is left and stops. */
  public void stop() {
    loop.stop();
  }

  /** Says how far an attempt is. The last word before the next write wins. */
  public void progress(Lease lease, Progress reached) {
    progress.put(lease.job(), new Report(lease, reached));
    news.release();
  }

  /**
   * Keeps a line; waits while far too many are under way, so that a flood slows its own handler.
   */
  public void log(Lease lease, String level, String message) {
    try {
      lines.put(new RecordLogs.Line(lease, clock.instant(), level, message));
      news.release();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes the lines that wait, so that they are stored before their leases end. */
  public void flushLines() {
    if (!lines.isEmpty()) {
      flush();
    }
  }

  private void writeNext() throws InterruptedException {
    loop.idle(this::awaitNews);
    flush();
    loop.pause(PAUSE);
    news.drainPermits();
    flush();
  }

  private boolean awaitNews() throws InterruptedException {
    news.acquire();
    return true;
  }

  /** Writes now what there is. */
  public synchronized void flush() {
    try {
      writeLines();
      writeProgress();
    } catch (RuntimeException failure) {
      LOG.warnf("progress and log lines were not written: %s", failure.getMessage());
    }
  }

  private void writeLines() {
    List<RecordLogs.Line> batch = new ArrayList<>();
    while (lines.drainTo(batch, BATCH) > 0) {
      RecordLogs.run(database.completions(), batch).await().atMost(PATIENCE);
      batch.clear();
    }
  }

  private void writeProgress() {
    List<Report> batch = new ArrayList<>();
    progress
        .keySet()
        .forEach(
            job -> {
              Report report = progress.remove(job);
              if (report != null) {
                batch.add(report);
              }
            });
    if (batch.isEmpty()) {
      return;
    }
    batch.sort((one, other) -> one.lease().job().compareTo(other.lease().job()));
    events.publish(batch.stream().map(this::event).toList());
    for (int from = 0; from < batch.size(); from += BATCH) {
      List<Report> chunk = batch.subList(from, Math.min(batch.size(), from + BATCH));
      RecordProgress.run(database.completions(), chunk).await().atMost(PATIENCE);
    }
  }

  private JobEvent event(Report report) {
    Lease lease = report.lease();
    return new JobEvent.Progressed(lease.tenant(), lease.job(), clock.instant(), report.progress());
  }
}
