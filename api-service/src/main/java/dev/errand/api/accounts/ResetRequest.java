package dev.errand.api.accounts;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A new password, with the code of a mail and the address that it went to. */
record ResetRequest(
    @NotNull(message = "is required") @Size(max = 254, message = "is too long") String email,
    @NotNull(message = "is required") @Size(max = 20, message = "is too long") String code,
    @Nullable String password) {
  @Override
  public String toString() {
    return "ResetRequest";
  }
}
