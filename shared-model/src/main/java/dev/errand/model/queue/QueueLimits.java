package dev.errand.model.queue;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a queue lets run. Null is no limit; jobs with a concurrency key run one at a time unless the
 * queue says otherwise.
 *
 * @param concurrency how many of its jobs run side by side, 1..{@value #MOST}
 * @param rate how many start within a time
 * @param perKeyConcurrency how many jobs of one key run side by side, 1..{@value #MOST}
 * @param manual whether nothing starts until somebody lets the next one run
 */
public record QueueLimits(
    @Nullable Integer concurrency,
    @Nullable RateLimit rate,
    @Nullable Integer perKeyConcurrency,
    boolean manual) {
  private static final int MOST = 10_000;

  public QueueLimits {
    List<FieldError> errors = new ArrayList<>();
    check("#/concurrency", concurrency, errors);
    check("#/perKeyConcurrency", perKeyConcurrency, errors);
    if (!errors.isEmpty()) {
      throw ErrandException.invalid(errors);
    }
  }

  private static void check(String pointer, @Nullable Integer limit, List<FieldError> errors) {
    if (limit != null && (limit < 1 || limit > MOST)) {
      errors.add(new FieldError(pointer, "must be from 1 to " + MOST));
    }
  }
}
