package dev.errand.api.accounts;

import org.jspecify.annotations.Nullable;

/** A new password. */
record PasswordRequest(@Nullable String password) {
  @Override
  public String toString() {
    return "PasswordRequest";
  }
}
