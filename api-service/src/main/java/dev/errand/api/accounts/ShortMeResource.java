package dev.errand.api.accounts;

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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who one is, where people look for it first. */
@Path("/api/v1/me")
@Tag(name = "accounts")
@Produces(MediaType.APPLICATION_JSON)
class ShortMeResource {
  private final MeResource me;

  ShortMeResource(MeResource me) {
    this.me = me;
  }

  @GET
  @RolesAllowed("session")
  @Operation(summary = "The same as /api/v1/auth/me")
  public Uni<UserView> me() {
    return me.me();
  }

  @PATCH
  @RolesAllowed("session")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Operation(summary = "The same as PATCH /api/v1/auth/me")
  public Uni<UserView> change(@NotNull ProfileRequest body) {
    return me.change(body);
  }
}
