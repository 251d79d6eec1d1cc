package dev.errand.standalone.system;

import java.util.LinkedHashMap;
import java.util.Map;

/** Submissions of {@code simulate} jobs. */
final class Simulated {
  private static final Map<String, ?> SOON = Map.of("first", "PT0.1S", "jitter", 0);

  private Simulated() {}

  static Map<String, Object> ofMillis(int duration) {
    return job(Map.of("durationMs", duration, "steps", Math.clamp(duration / 100, 1, 50)));
  }

  /** One that would take a minute. */
  static Map<String, Object> ofAMinute() {
    return job(Map.of("durationMs", 60_000, "steps", 60));
  }

  /** One with such data, whose retries come soon. */
  static Map<String, Object> job(Map<String, ?> data) {
    Map<String, Object> job = new LinkedHashMap<>();
    job.put("type", "simulate");
    job.put("data", data);
    job.put("backoff", SOON);
    return job;
  }

  static Map<String, Object> with(Map<String, Object> job, String field, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(job);
    changed.put(field, value);
    return changed;
  }
}
