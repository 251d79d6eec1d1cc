package dev.errand.api.accounts;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Finishes a sign-in. */
record VerifyOtpRequest(
    @NotNull(message = "is required") @Size(max = 100, message = "is too long") String challengeId,
    @NotNull(message = "is required") @Size(max = 40, message = "is too long") String code) {
  @Override
  public String toString() {
    return "VerifyOtpRequest";
  }
}
