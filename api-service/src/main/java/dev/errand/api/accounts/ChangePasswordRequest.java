package dev.errand.api.accounts;

import jakarta.validation.constraints.NotNull;

/** Asks for another password. */
record ChangePasswordRequest(
    @NotNull(message = "is required") String oldPassword,
    @NotNull(message = "is required") String newPassword) {
  @Override
  public String toString() {
    return "ChangePasswordRequest";
  }
}
