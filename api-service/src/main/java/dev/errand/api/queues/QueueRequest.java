package dev.errand.api.queues;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import dev.errand.model.queue.QueueLimits;
import dev.errand.model.queue.RateLimit;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All limits of a queue: what is left out is no limit. */
record QueueRequest(
    @Schema(description = "How many jobs run side by side, 1..10000") @Nullable Integer concurrency,
    @Nullable RateRequest rateLimit,
    @Schema(description = "How many jobs of one key run side by side, 1..10000; one by default")
        @Nullable Integer perKeyConcurrency,
    @Schema(description = "Nothing runs until somebody says run-next") @Nullable Boolean manual) {

  /** So many starts within so much time. */
  record RateRequest(
      @Schema(required = true, description = "1..1000000") @Nullable Integer count,
      @Schema(required = true, description = "ISO 8601 duration, PT1S..P1D")
          @Nullable String per) {}

  /**
   * @throws ErrandException with every wrong field
   */
  QueueLimits limits() {
    List<FieldError> errors = new ArrayList<>();
    @Nullable RateLimit rate = rateLimit == null ? null : rate(rateLimit, errors);
    @Nullable QueueLimits limits =
        check(
            () ->
                new QueueLimits(concurrency, rate, perKeyConcurrency, Boolean.TRUE.equals(manual)),
            errors);
    if (limits == null || !errors.isEmpty()) {
      throw ErrandException.invalid(errors);
    }
    return limits;
  }

  private static @Nullable RateLimit rate(RateRequest asked, List<FieldError> errors) {
    @Nullable Integer count = asked.count();
    if (count == null) {
      errors.add(new FieldError("#/rateLimit/count", "is required"));
    }
    @Nullable Duration per = per(asked.per(), errors);
    return count == null || per == null ? null : check(() -> new RateLimit(count, per), errors);
  }

  private static @Nullable Duration per(@Nullable String text, List<FieldError> errors) {
    if (text == null) {
      errors.add(new FieldError("#/rateLimit/per", "is required"));
      return null;
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeException malformed) {
      errors.add(new FieldError("#/rateLimit/per", "must be an ISO 8601 duration such as PT1M"));
      return null;
    }
  }

  private static <T> @Nullable T check(Supplier<T> words, List<FieldError> errors) {
    try {
      return words.get();
    } catch (ErrandException refused) {
      errors.addAll(refused.errors());
      return null;
    }
  }
}
