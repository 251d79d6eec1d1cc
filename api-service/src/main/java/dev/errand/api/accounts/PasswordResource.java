package dev.errand.api.accounts;

import dev.errand.live.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Changing one's password. */
@Path("/api/v1/auth/change-password")
@Tag(name = "accounts")
@RolesAllowed("session")
@Consumes(MediaType.APPLICATION_JSON)
class PasswordResource {
  private final Caller caller;
  private final PasswordChange passwords;

  PasswordResource(Caller caller, PasswordChange passwords) {
    this.caller = caller;
    this.passwords = passwords;
  }

  /** The session that asks stays; all others of the user end. */
  @POST
  @Operation(summary = "Change one's password and sign out everywhere else")
  @APIResponse(responseCode = "204", description = "Changed")
  @APIResponse(responseCode = "403", description = "The old password is wrong: wrong_password")
  @APIResponse(responseCode = "422", description = "The new password is not good enough")
  @APIResponse(responseCode = "429", description = "Too many wrong ones: too_many_attempts")
  public Uni<Void> change(@NotNull @Valid ChangePasswordRequest body, HttpServerRequest request) {
    return passwords.change(
        caller.principal().userId(), caller.session(), body, Device.of(request));
  }
}
