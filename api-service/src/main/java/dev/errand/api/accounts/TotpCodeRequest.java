package dev.errand.api.accounts;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Shows a code of an authenticator app. */
record TotpCodeRequest(
    @NotNull(message = "is required") @Pattern(regexp = "\\d{6}", message = "must have six digits")
        String code) {
  @Override
  public String toString() {
    return "TotpCodeRequest";
  }
}
