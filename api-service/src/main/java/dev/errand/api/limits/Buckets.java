package dev.errand.api.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/**
 * One bucket of tokens for each who asks. There are never more than so many of them: who makes
 * itself a hundred thousand names pushes out buckets that nobody uses first.
 */
final class Buckets {
  private static final int MOST = 100_000;

  private final Quota quota;
  private final TimeMeter time;
  private final Cache<Object, Bucket> buckets;

  Buckets(Quota quota, TimeMeter time) {
    this.quota = quota;
    this.time = time;
    // A bucket that was left alone for its window is full again: as good as none.
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(quota.window().plusSeconds(1))
            .build();
  }

  Quota quota() {
    return quota;
  }

  /**
   * Takes a token. One number and no object: this is done for every request.
   *
   * @return how many are left, or the negative of the nanoseconds until there is one again
   */
  long take(Object who) {
    ConsumptionProbe probe = buckets.get(who, any -> full()).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? probe.getRemainingTokens()
        : -Math.max(1, probe.getNanosToWaitForRefill());
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(
            limit ->
                limit.capacity(quota.requests()).refillGreedy(quota.requests(), quota.window()))
        .withCustomTimePrecision(time)
        .build();
  }
}
