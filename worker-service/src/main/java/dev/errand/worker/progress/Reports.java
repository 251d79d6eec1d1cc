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
import dev.errand.store.sql.StatementRefused;
import dev.errand.worker.process.EngineLoop;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
  private final List<RecordLogs.Line> unwritten = new ArrayList<>();
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

  /**
   * To be called before leases end: stores the lines that wait, and lets news of progress that is
   * being told go first.
   */
  public synchronized void settle() {
    if (!lines.isEmpty() || !unwritten.isEmpty()) {
      writeLines();
    }
  }

  private void writeNext() throws InterruptedException {
    loop.idle(
        () -> {
          news.acquire();
          return true;
        });
    flush();
    loop.pause(PAUSE);
    news.drainPermits();
    flush();
  }

  /** Writes now what there is. */
  public synchronized void flush() {
    writeLines();
    try {
      writeProgress();
    } catch (RuntimeException failure) {
      LOG.warnf("progress was not written: %s", failure.getMessage());
    }
  }

  private void writeLines() {
    try {
      do {
        lines.drainTo(unwritten, BATCH - unwritten.size());
        if (!unwritten.isEmpty()) {
          RecordLogs.run(database.completions(), unwritten).await().atMost(PATIENCE);
          unwritten.clear();
        }
      } while (!lines.isEmpty());
    } catch (StatementRefused refused) {
      if (refused.isRowsFault()) {
        writeLinesOneByOne();
      } else {
        LOG.warnf("%d log lines wait: %s", unwritten.size(), refused.getMessage());
      }
    } catch (RuntimeException failure) {
      LOG.warnf("%d log lines wait: %s", unwritten.size(), failure.getMessage());
    }
  }

  private void writeLinesOneByOne() {
    for (RecordLogs.Line line : unwritten) {
      try {
        RecordLogs.run(database.completions(), List.of(line)).await().atMost(PATIENCE);
      } catch (RuntimeException refused) {
        LOG.warnf("a log line was refused: %s", refused.getMessage());
      }
    }
    unwritten.clear();
  }

  private void writeProgress() {
    List<Report> all = new ArrayList<>();
    for (JobId job : progress.keySet()) {
      Report report = progress.remove(job);
      if (report != null) {
        all.add(report);
      }
    }
    all.sort((one, other) -> one.lease().job().compareTo(other.lease().job()));
    for (int from = 0; from < all.size(); from += BATCH) {
      List<Report> chunk = all.subList(from, Math.min(all.size(), from + BATCH));
      Set<JobId> held = RecordProgress.run(database.completions(), chunk).await().atMost(PATIENCE);
      events.publish(
          chunk.stream()
              .filter(report -> held.contains(report.lease().job()))
              .map(this::event)
              .toList());
    }
  }

  private JobEvent event(Report report) {
    Lease lease = report.lease();
    return new JobEvent.Progressed(lease.tenant(), lease.job(), clock.instant(), report.progress());
  }
}
