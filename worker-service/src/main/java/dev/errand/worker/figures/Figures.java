package dev.errand.worker.figures;

import dev.errand.model.job.JobState;
import dev.errand.model.lease.Lease;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.figure.RecordFigures;
import dev.errand.store.figure.RecordFigures.Figure;
import dev.errand.store.sql.Database;
import dev.errand.worker.process.EngineLoop;
import dev.errand.worker.process.WorkerIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Counts ended attempts by tenant, queue and minute, and writes the counts every few seconds. A
 * minute is always written as a whole, so a write that is repeated, or was lost and is made up for,
 * counts nothing twice; what a process that is killed had not written is lost.
 */
@Singleton
public class Figures {
  private static final Logger LOG = Logger.getLogger(Figures.class);
  private static final Duration INTERVAL = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int BATCH = 500;
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  // A database that is away must not fill the memory with figures.
  private static final int MOST_MINUTES = 30;

  private final Database database;
  private final WorkerIdentity identity;
  private final Clock clock;
  private final EngineLoop loop = new EngineLoop("errand-figures", this::round, this::writeRest);
  private final TreeMap<Long, Map<TenantId, Map<QueueName, MinuteCounts>>> minutes =
      new TreeMap<>();

  @Inject
  Figures(Database database, WorkerIdentity identity, Clock clock) {
    this.database = database;
    this.identity = identity;
    this.clock = clock;
  }

  public void start() {
    loop.start();
  }

  /** Writes what is left and stops. */
  public void stop() {
    loop.stop();
  }

  /** Something that ended: what is counted of it. */
  public interface Ended {
    Lease lease();

    QueueName queue();

    /** How long it was ready before it was claimed. */
    long waitedMillis();

    /** How long it ran; negative where nobody knows. */
    long ranMillis();
  }

  /**
   * Counts a batch. Called for every job that runs: once into the lock, then look-ups and
   * increments.
   *
   * @param states where the jobs went; those that are not in it did not end
   */
  public synchronized void count(List<? extends Ended> batch, Map<Lease, JobState> states) {
    Map<TenantId, Map<QueueName, MinuteCounts>> minute = present();
    for (Ended ended : batch) {
      @Nullable JobState state = states.get(ended.lease());
      if (state != null) {
        MinuteCounts counts = counts(minute, ended.lease().tenant(), ended.queue());
        if (counts.count(state) && ended.ranMillis() >= 0) {
          counts.time(ended.waitedMillis(), ended.ranMillis());
        }
      }
    }
  }

  /** Counts one job that ended without running. */
  public synchronized void count(TenantId tenant, QueueName queue, JobState state) {
    boolean unused = counts(present(), tenant, queue).count(state);
  }

  private Map<TenantId, Map<QueueName, MinuteCounts>> present() {
    return minute(clock.millis() / MINUTE);
  }

  private Map<TenantId, Map<QueueName, MinuteCounts>> minute(long minute) {
    return minutes.computeIfAbsent(minute, first -> new HashMap<>());
  }

  private static MinuteCounts counts(
      Map<TenantId, Map<QueueName, MinuteCounts>> minute, TenantId tenant, QueueName queue) {
    return minute
        .computeIfAbsent(tenant, first -> new HashMap<>())
        .computeIfAbsent(queue, first -> new MinuteCounts());
  }

  private void round() throws InterruptedException {
    loop.pause(INTERVAL);
    write();
  }

  private void writeRest() {
    try {
      write();
    } catch (RuntimeException failure) {
      LOG.warnf("the figures of the last seconds are lost: %s", failure);
    }
  }

  /** Writes every minute that changed. */
  void write() {
    List<Figure> figures = takeChanged();
    for (int from = 0; from < figures.size(); from += BATCH) {
      List<Figure> batch = figures.subList(from, Math.min(figures.size(), from + BATCH));
      try {
        RecordFigures.run(database.engine(), identity.id(), batch).await().atMost(PATIENCE);
      } catch (RuntimeException failure) {
        keepChanged(figures.subList(from, figures.size()));
        throw failure;
      }
    }
    forgetWritten();
  }

  private synchronized List<Figure> takeChanged() {
    List<Figure> figures = new ArrayList<>();
    minutes.forEach(
        (minute, tenants) ->
            tenants.forEach(
                (tenant, queues) ->
                    queues.forEach(
                        (queue, counts) -> {
                          if (counts.takeChanged()) {
                            figures.add(counts.figure(tenant, at(minute), queue));
                          }
                        })));
    return figures;
  }

  private synchronized void keepChanged(List<Figure> unwritten) {
    for (Figure figure : unwritten) {
      long minute = figure.minute().toEpochMilli() / MINUTE;
      counts(minute(minute), figure.tenant(), figure.queue()).keepChanged();
    }
    while (minutes.size() > MOST_MINUTES) {
      minutes.pollFirstEntry();
    }
  }

  // The present minute goes on, and a count may come a moment after the one before has ended.
  private synchronized void forgetWritten() {
    minutes.headMap(clock.millis() / MINUTE - 1).clear();
  }

  private static Instant at(long minute) {
    return Instant.ofEpochMilli(minute * MINUTE);
  }
}
