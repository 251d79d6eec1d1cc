package dev.errand.api.limits;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * A limit under its name on the wire, and what the headers say of it
 * (draft-ietf-httpapi-ratelimit-headers).
 */
final class Limit {
  // Texts are kept up to this many: 15,000 answers a second must not each make one anew.
  private static final int KEPT = 1 << 16;
  private static final long NANOS = Duration.ofSeconds(1).toNanos();

  private final String name;
  private final Buckets buckets;
  private final String policy;
  // Written by any thread: whoever loses the race has made the same text.
  private final String[] texts;

  Limit(String name, Quota quota, TimeMeter time) {
    this.name = name;
    this.buckets = new Buckets(quota, time);
    this.policy = "\"%s\";q=%d;w=%d".formatted(name, quota.requests(), quota.window().toSeconds());
    this.texts = new String[Math.min(quota.requests(), KEPT)];
  }

  boolean isOff() {
    return buckets.quota().isOff();
  }

  /** The element of {@code RateLimit-Policy}. */
  String policy() {
    return policy;
  }

  /** As {@link Buckets#take}. */
  long take(Object who) {
    return buckets.take(who);
  }

  /**
   * The element of {@code RateLimit}.
   *
   * @param taken what {@link #take} answered
   */
  String state(long taken) {
    if (taken < 0) {
      return text(0, seconds(-taken));
    }
    if (taken >= texts.length) {
      return text(taken, secondsToFull(taken));
    }
    int left = (int) taken;
    String known = texts[left];
    if (known == null) {
      known = text(left, secondsToFull(left));
      texts[left] = known;
    }
    return known;
  }

  /** What a caller is told whose bucket was empty. */
  ErrandException refusal(long taken) {
    return ErrandException.later(
        ErrorCode.RATE_LIMITED,
        "The limit '%s' is %d requests in %d s."
            .formatted(name, buckets.quota().requests(), buckets.quota().window().toSeconds()),
        Duration.ofSeconds(seconds(-taken)));
  }

  private String text(long left, long seconds) {
    return "\"" + name + "\";r=" + left + ";t=" + seconds;
  }

  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, NANOS);
  }

  private long secondsToFull(long left) {
    Quota quota = buckets.quota();
    return Math.ceilDiv(
        (quota.requests() - left) * quota.window().toSeconds(), (long) quota.requests());
  }
}
