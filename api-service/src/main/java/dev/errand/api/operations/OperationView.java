package dev.errand.api.operations;

import dev.errand.model.operation.SkipReason;
import dev.errand.store.operation.Operation;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation as people see it.
 *
 * @param total how many jobs matched when it was asked for
 * @param done how many it has acted upon
 * @param skipped how many it has left as they were, by reason
 */
record OperationView(
    UUID id,
    String action,
    BulkRequest.Filter filter,
    String state,
    long total,
    long done,
    Map<String, Long> skipped,
    String createdBy,
    Instant createdAt,
    @Nullable Instant finishedAt) {
  static OperationView of(Operation operation) {
    return new OperationView(
        operation.id().value(),
        operation.action().wire(),
        BulkRequest.Filter.of(operation.filter()),
        operation.state().wire(),
        operation.total(),
        operation.done(),
        words(operation.skipped()),
        operation.createdBy(),
        operation.createdAt(),
        operation.finishedAt());
  }

  private static Map<String, Long> words(Map<SkipReason, Long> skipped) {
    Map<String, Long> words = new TreeMap<>();
    skipped.forEach((reason, count) -> words.put(reason.wire(), count));
    return words;
  }
}
