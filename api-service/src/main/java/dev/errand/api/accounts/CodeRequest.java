package dev.errand.api.accounts;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A code from a mail, and the address that the mail went to. */
record CodeRequest(
    @NotNull(message = "is required") @Size(max = 254, message = "is too long") String email,
    @NotNull(message = "is required") @Size(max = 20, message = "is too long") String code) {
  @Override
  public String toString() {
    return "CodeRequest";
  }
}
