package dev.errand.api.accounts;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Makes a user, or invites one.
 *
 * @param password without one an invitation is mailed
 * @param role in its tenant; {@code owner} of a new tenant, otherwise {@code member}
 * @param tenant the tenant that it joins; a new one when it is missing
 */
record UserRequest(
    @Nullable String email,
    @Nullable String name,
    @Nullable String username,
    @Nullable String password,
    @Nullable String role,
    @Schema(format = "uuid") @Nullable String tenant) {
  @Override
  public String toString() {
    return "UserRequest";
  }
}
