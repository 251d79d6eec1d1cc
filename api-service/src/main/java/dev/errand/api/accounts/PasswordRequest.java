package dev.errand.api.accounts;

import jakarta.validation.constraints.NotNull;

/** Shows the password once more, for what a stolen session must not do. */
record PasswordRequest(@NotNull(message = "is required") String password) {
  @Override
  public String toString() {
    return "PasswordRequest";
  }
}
