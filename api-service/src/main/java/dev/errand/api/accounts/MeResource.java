package dev.errand.api.accounts;

import dev.errand.live.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who one is. */
@Path("/api/v1/auth/me")
@Tag(name = "accounts")
@Produces(MediaType.APPLICATION_JSON)
class MeResource {
  private final Caller caller;
  private final Profiles profiles;

  MeResource(Caller caller, Profiles profiles) {
    this.caller = caller;
    this.profiles = profiles;
  }

  @GET
  @RolesAllowed("session")
  @Operation(summary = "Who one is")
  public Uni<UserView> me() {
    return profiles.of(caller.principal().userId());
  }

  @PATCH
  @RolesAllowed("session")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Operation(summary = "Change one's name, username, e-mail address, phone or login codes")
  @APIResponse(responseCode = "200", description = "As one is now")
  @APIResponse(responseCode = "422", description = "A field is not valid, or the username is taken")
  public Uni<UserView> change(@NotNull ProfileRequest body) {
    return profiles.change(caller.principal().userId(), body);
  }
}
