package dev.errand.model.figure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sorts durations into 24 buckets from below a millisecond to more than an hour, each twice as wide
 * as the one before: to count one is an increment, and a percentile is off by less than its bucket.
 */
public final class Buckets {
  public static final int COUNT = 24;

  private static final int NANOS_PER_MILLI = 1_000_000;

  private Buckets() {}

  /** Bucket 0 ends at 1 ms, bucket {@code i} at 2<sup>i</sup> ms; the last has no end. */
  public static int of(long millis) {
    return millis <= 0 ? 0 : Math.min(COUNT - 1, Long.SIZE - Long.numberOfLeadingZeros(millis));
  }

  /**
   * The duration that this share of all stays below, interpolated inside its bucket.
   *
   * @param counts as many as there are buckets
   * @param share from 0 to 1
   * @return nothing when nothing was counted
   */
  public static Optional<Duration> quantile(List<Long> counts, double share) {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    if (all == 0) {
      return Optional.empty();
    }
    double wanted = share * all;
    long below = 0;
    int bucket = 0;
    while (counts.get(bucket) == 0 || bucket < COUNT - 1 && below + counts.get(bucket) < wanted) {
      below += counts.get(bucket++);
    }
    double inside = Math.max(0, wanted - below) / counts.get(bucket);
    return Optional.of(millis(start(bucket) + inside * (end(bucket) - start(bucket))));
  }

  private static double start(int bucket) {
    return bucket == 0 ? 0 : 1L << (bucket - 1);
  }

  private static double end(int bucket) {
    return 1L << bucket;
  }

  private static Duration millis(double millis) {
    return Duration.ofNanos((long) (millis * NANOS_PER_MILLI));
  }
}
