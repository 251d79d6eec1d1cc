package dev.errand.worker.figures;

import dev.errand.model.figure.Buckets;
import dev.errand.model.job.JobState;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.figure.RecordFigures.Figure;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** What ended in one minute in one queue. To count an end costs no memory. */
final class MinuteCounts {
  private final int[] waits = new int[Buckets.COUNT];
  private final int[] runs = new int[Buckets.COUNT];
  private int completed;
  private int failed;
  private int retried;
  private int cancelled;
  private boolean changed;

  /** Whether that is an end; a job that was snoozed or handed back goes on. */
  boolean count(JobState state) {
    switch (state) {
      case COMPLETED -> completed++;
      case FAILED -> failed++;
      case RETRYING -> retried++;
      case CANCELLED -> cancelled++;
      case HELD, SCHEDULED, PENDING, RUNNING -> {
        return false;
      }
    }
    changed = true;
    return true;
  }

  void time(long waitedMillis, long ranMillis) {
    waits[Buckets.of(waitedMillis)]++;
    runs[Buckets.of(ranMillis)]++;
  }

  /** Whether something was counted since the last call. */
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /** Counts them again at the next call of {@link #takeChanged}. */
  void keepChanged() {
    changed = true;
  }

  Figure figure(TenantId tenant, Instant minute, QueueName queue) {
    return new Figure(
        tenant, minute, queue, completed, failed, retried, cancelled, list(waits), list(runs));
  }

  private static List<Integer> list(int[] counts) {
    return Arrays.stream(counts).boxed().toList();
  }
}
