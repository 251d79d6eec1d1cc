package dev.errand.api.stats;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.errand.model.figure.Buckets;
import dev.errand.model.figure.Minute;
import dev.errand.model.job.JobCounts;
import dev.errand.store.job.ListTopErrors.TopError;
import dev.errand.store.worker.CountWorkers.Workers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the overview shows.
 *
 * @param minutes the last sixty, in order, the present one last
 * @param oldestPendingAge how long the job has been ready that waits longest; null when none waits
 * @param topErrors what failed most often in the last 24 hours
 */
record StatsView(
    JobCounts states,
    List<MinuteView> minutes,
    @Nullable Duration oldestPendingAge,
    List<TopError> topErrors,
    Workers workers) {

  /** What ended in one minute. */
  record MinuteView(
      Instant at,
      long completed,
      long failed,
      long retried,
      long cancelled,
      @JsonProperty("wait") Quantiles waits,
      @JsonProperty("run") Quantiles runs) {
    static MinuteView of(Minute minute) {
      return new MinuteView(
          minute.at(),
          minute.completed(),
          minute.failed(),
          minute.retried(),
          minute.cancelled(),
          Quantiles.of(minute.waits()),
          Quantiles.of(minute.runs()));
    }

    static MinuteView empty(Instant at) {
      return new MinuteView(at, 0, 0, 0, 0, Quantiles.NONE, Quantiles.NONE);
    }
  }

  /** How long half of them, and all but a twentieth, took at most; null where nothing ended. */
  record Quantiles(@Nullable Duration p50, @Nullable Duration p95) {
    static final Quantiles NONE = new Quantiles(null, null);

    static Quantiles of(List<Long> counts) {
      return new Quantiles(
          Buckets.quantile(counts, 0.5).orElse(null), Buckets.quantile(counts, 0.95).orElse(null));
    }
  }
}
