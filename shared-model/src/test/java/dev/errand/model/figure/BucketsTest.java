package dev.errand.model.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketsTest {
  @ParameterizedTest
  @CsvSource({
    "-5, 0",
    "0, 0",
    "1, 1",
    "2, 2",
    "3, 2",
    "4, 3",
    "1023, 10",
    "1024, 11",
    "3600000, 22",
    "4194303, 22",
    "4194304, 23",
    "9223372036854775807, 23"
  })
  void everyBucketIsTwiceAsWideAsTheOneBefore(long millis, int bucket) {
    assertThat(Buckets.of(millis)).isEqualTo(bucket);
  }

  @Test
  void nothingCountedHasNoQuantile() {
    assertThat(Buckets.quantile(Collections.nCopies(Buckets.COUNT, 0L), 0.5)).isEmpty();
  }

  @Test
  void aQuantileLiesInsideItsBucket() {
    assertThat(Buckets.quantile(counts(3, 3, 3, 3), 0.5)).contains(Duration.ofMillis(3));
    assertThat(Buckets.quantile(counts(0), 0.5)).contains(Duration.ofNanos(500_000));
  }

  @Test
  void theEndsAreTheEndsOfTheOuterBuckets() {
    List<Long> counts = counts(100, 3_000_000);
    assertThat(Buckets.quantile(counts, 0)).contains(Duration.ofMillis(64));
    assertThat(Buckets.quantile(counts, 1)).contains(Duration.ofMillis(1 << 22));
  }

  @Test
  void aQuantileIsOffByLessThanItsBucket() {
    var random = new Random(7);
    long[] millis = random.longs(10_000, 1, 500_000).sorted().toArray();
    List<Long> counts = counts(millis);
    for (double share : new double[] {0.01, 0.25, 0.5, 0.75, 0.95, 0.99}) {
      long exact = millis[(int) (share * millis.length)];
      long told = Buckets.quantile(counts, share).orElseThrow().toMillis();
      assertThat(told).isBetween(exact / 2, exact * 2);
    }
  }

  @Test
  void quantilesRiseWithTheirShare() {
    List<Long> counts = counts(1, 5, 5, 80, 3000, 3001, 70_000);
    Duration before = Duration.ZERO;
    for (int percent = 0; percent <= 100; percent++) {
      Duration now = Buckets.quantile(counts, percent / 100.0).orElseThrow();
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
  }

  private static List<Long> counts(long... millis) {
    Long[] counts = new Long[Buckets.COUNT];
    Arrays.fill(counts, 0L);
    for (long duration : millis) {
      counts[Buckets.of(duration)]++;
    }
    return List.of(counts);
  }
}
