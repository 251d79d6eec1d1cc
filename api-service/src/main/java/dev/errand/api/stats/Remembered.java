package dev.errand.api.stats;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** Answers kept for a moment, so that many who ask at once cost one question. */
final class Remembered<K, V> {
  private static final int MANY = 1000;

  private final ConcurrentMap<K, Kept<V>> kept = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Duration fresh;

  private record Kept<V>(Instant until, Uni<V> answer) {}

  Remembered(Clock clock, Duration fresh) {
    this.clock = clock;
    this.fresh = fresh;
  }

  /** What was answered lately, be it a failure, or else asks. */
  Uni<V> get(K key, Function<K, Uni<V>> ask) {
    Instant now = clock.instant();
    if (kept.size() > MANY) {
      kept.values().removeIf(old -> !old.until().isAfter(now));
    }
    return kept.compute(
            key,
            (same, old) ->
                old != null && old.until().isAfter(now)
                    ? old
                    : new Kept<>(now.plus(fresh), ask.apply(key).memoize().indefinitely()))
        .answer();
  }

  int size() {
    return kept.size();
  }
}
