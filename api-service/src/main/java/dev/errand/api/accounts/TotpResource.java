package dev.errand.api.accounts;

import dev.errand.live.identity.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** An authenticator app as second factor. */
@Path("/api/v1/auth/totp")
@Tag(name = "accounts")
@RolesAllowed("session")
@Produces(MediaType.APPLICATION_JSON)
class TotpResource {
  private final Caller caller;
  private final AuthenticatorApp app;

  TotpResource(Caller caller, AuthenticatorApp app) {
    this.caller = caller;
    this.app = app;
  }

  @POST
  @Operation(summary = "Get a secret for an authenticator app; it counts once confirmed")
  @APIResponse(responseCode = "200", description = "The secret, shown this once")
  @APIResponse(responseCode = "409", description = "An app is in use already")
  public Uni<TotpBegun> begin() {
    return app.begin(caller.principal().userId());
  }

  @POST
  @Path("/confirm")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Confirm the app by a code that it shows")
  @APIResponse(responseCode = "200", description = "Ten recovery codes, shown this once")
  @APIResponse(responseCode = "400", description = "A wrong code, or nothing was begun")
  @APIResponse(responseCode = "429", description = "Too many wrong ones: too_many_attempts")
  public Uni<RecoveryCodesView> confirm(@NotNull @Valid TotpCodeRequest body) {
    return app.confirm(caller.principal().userId(), body.code());
  }

  @DELETE
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Do without the app, and without its recovery codes")
  @APIResponse(responseCode = "204", description = "Whether there was one or not")
  @APIResponse(responseCode = "403", description = "The password is wrong: wrong_password")
  @APIResponse(responseCode = "429", description = "Too many wrong ones: too_many_attempts")
  public Uni<Void> remove(@NotNull @Valid PasswordRequest body, HttpServerRequest request) {
    return app.remove(caller.principal().userId(), body.password(), Device.of(request));
  }
}
