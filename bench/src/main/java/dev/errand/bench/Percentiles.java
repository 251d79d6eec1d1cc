package dev.errand.bench;

import dev.errand.bench.Workload.Figure;
import java.util.Arrays;
import java.util.List;

/** Percentiles of latencies. */
final class Percentiles {
  private Percentiles() {}

  /**
   * @param nanos one latency each
   */
  static List<Figure> of(String name, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return List.of(at(name, sorted, 50), at(name, sorted, 95), at(name, sorted, 99));
  }

  private static Figure at(String name, long[] sorted, int percent) {
    int index = Math.min(sorted.length - 1, sorted.length * percent / 100);
    return new Figure(name + " p" + percent, sorted[index] / 1e6, "ms");
  }
}
