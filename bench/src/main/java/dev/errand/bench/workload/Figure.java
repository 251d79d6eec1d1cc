package dev.errand.bench.workload;

import java.util.Arrays;
import java.util.List;

/**
 * One measured figure.
 *
 * @param unit such as {@code jobs/s} or {@code ms}
 */
public record Figure(String name, double value, String unit) {
  static Figure jobsPerSecond(String name, double value) {
    return new Figure(name, value, "jobs/s");
  }

  static Figure millis(String name, double value) {
    return new Figure(name, value, "ms");
  }

  /** p50, p95 and p99 of latencies in nanoseconds. */
  static List<Figure> percentiles(String name, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return List.of(at(name, sorted, 50), at(name, sorted, 95), at(name, sorted, 99));
  }

  private static Figure at(String name, long[] sorted, int percent) {
    int index = Math.min(sorted.length - 1, sorted.length * percent / 100);
    return millis(name + ", p" + percent, sorted[index] / 1e6);
  }
}
