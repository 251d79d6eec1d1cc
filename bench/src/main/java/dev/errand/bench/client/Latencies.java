package dev.errand.bench.client;

import java.util.Arrays;
import java.util.Locale;

/** Many latencies, and what they come to. */
public final class Latencies {
  private long[] nanos = new long[1 << 16];
  private int size;

  public synchronized void add(long latency) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    nanos[size++] = latency;
  }

  public synchronized int size() {
    return size;
  }

  /**
   * In milliseconds; 0 when there are none.
   *
   * @param percent such as 99
   */
  public synchronized double percentile(int percent) {
    if (size == 0) {
      return 0;
    }
    Arrays.sort(nanos, 0, size);
    return nanos[Math.min(size - 1, (int) ((long) size * percent / 100))] / 1e6;
  }

  /** {@code "p50":…,"p95":…,"p99":…}, in milliseconds. */
  public String json() {
    return String.format(
        Locale.ROOT,
        "\"p50\":%.3f,\"p95\":%.3f,\"p99\":%.3f",
        percentile(50),
        percentile(95),
        percentile(99));
  }
}
