package dev.errand.api.accounts;

import org.jspecify.annotations.Nullable;

/** Names a session by its refresh token. Browsers send a cookie instead. */
record RefreshRequest(@Nullable String refreshToken) {
  @Override
  public String toString() {
    return "RefreshRequest";
  }
}
