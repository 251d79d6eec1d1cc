package dev.errand.api.accounts;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Makes the account that an invitation is for. */
record AcceptRequest(
    @NotNull @Size(max = 100) String token,
    @Nullable String password,
    @Nullable String name,
    @Nullable String username) {
  @Override
  public String toString() {
    return "AcceptRequest";
  }
}
