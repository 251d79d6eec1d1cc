package dev.errand.api.accounts;

import org.jspecify.annotations.Nullable;

/** A new password. */
record NewPasswordRequest(@Nullable String password) {
  @Override
  public String toString() {
    return "NewPasswordRequest";
  }
}
