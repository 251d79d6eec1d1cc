package dev.errand.model.operation;

import dev.errand.model.job.JobId;
import java.util.Optional;
import java.util.UUID;

/** A UUIDv7: jobs with smaller ids existed when the operation was asked for. */
public record OperationId(UUID value) {

  /** Reads the canonical 36-character form; anything else is no operation. */
  public static Optional<OperationId> parse(String text) {
    return JobId.parse(text).map(id -> new OperationId(id.value()));
  }

  /** Where the jobs end that it may touch: they have smaller ids. */
  public JobId bound() {
    return new JobId(value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
