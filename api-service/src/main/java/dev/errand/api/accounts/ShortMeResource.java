package dev.errand.api.accounts;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Who one is, where people look for it first. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
class ShortMeResource {
  private final MeResource me;

  ShortMeResource(MeResource me) {
    this.me = me;
  }

  @GET
  @RolesAllowed("session")
  public Uni<UserView> me() {
    return me.me();
  }
}
