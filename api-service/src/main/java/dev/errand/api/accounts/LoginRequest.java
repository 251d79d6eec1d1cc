package dev.errand.api.accounts;

import com.fasterxml.jackson.annotation.JsonAlias;
import jakarta.validation.constraints.NotNull;

/**
 * Asks for a session.
 *
 * @param login e-mail address or username; the field may also be called {@code email} or {@code
 *     username}
 */
record LoginRequest(
    @JsonAlias({"email", "username"}) @NotNull(message = "is required") String login,
    @NotNull(message = "is required") String password) {
  @Override
  public String toString() {
    return "LoginRequest";
  }
}
