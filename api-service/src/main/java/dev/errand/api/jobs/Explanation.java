package dev.errand.api.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a job does not run.
 *
 * @param reasons in the order in which it meets them; empty for a job that runs or is final
 * @param estimatedStart left out while nobody knows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Explanation(List<Reason> reasons, @Nullable Instant estimatedStart) {

  /**
   * One thing that keeps it.
   *
   * @param detail for people
   * @param until when it ends by itself; left out where nobody knows
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reason(Code code, String detail, @Nullable Instant until) {}

  /** What can keep a job. */
  enum Code {
    HELD,
    NOT_DUE,
    QUEUE_PAUSED,
    BEHIND_OTHERS,
    KEY_BUSY,
    QUEUE_FULL,
    RATE_LIMITED,
    MANUAL,
    NO_WORKER_FOR_TYPE,
    BACKING_OFF,
    /** Nothing else: it is claimed as soon as a worker has room. */
    WORKER_BUSY;

    @JsonValue
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
