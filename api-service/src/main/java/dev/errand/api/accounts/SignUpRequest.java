package dev.errand.api.accounts;

import org.jspecify.annotations.Nullable;

/** Asks for an account and a tenant of its own. */
record SignUpRequest(
    @Nullable String email,
    @Nullable String password,
    @Nullable String name,
    @Nullable String username) {
  @Override
  public String toString() {
    return "SignUpRequest";
  }
}
