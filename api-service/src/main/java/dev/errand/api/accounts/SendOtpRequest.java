package dev.errand.api.accounts;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a code to be sent.
 *
 * @param channel one of those that the login named; by default the first that sends codes
 */
record SendOtpRequest(
    @NotNull(message = "is required") @Size(max = 100, message = "is too long") String challengeId,
    @Nullable @Size(max = 20, message = "is too long") String channel) {
  @Override
  public String toString() {
    return "SendOtpRequest";
  }
}
