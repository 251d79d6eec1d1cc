package dev.errand.api.queues;

import dev.errand.model.attempt.Text;
import dev.errand.model.problem.ErrandException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Why a queue is paused. */
record PauseRequest(
    @Schema(maxLength = PauseRequest.LONGEST, description = "For those who wonder")
        @Nullable String reason) {
  private static final int LONGEST = 500;

  /**
   * @throws ErrandException when it is no reason
   */
  @Nullable String checkedReason() {
    if (reason == null) {
      return null;
    }
    if (reason.isBlank() || reason.length() > LONGEST) {
      throw ErrandException.invalid("#/reason", "must have 1 to " + LONGEST + " characters");
    }
    if (!Text.isStorable(reason)) {
      throw ErrandException.invalid("#/reason", "must not contain NUL or half a surrogate pair");
    }
    return reason;
  }
}
