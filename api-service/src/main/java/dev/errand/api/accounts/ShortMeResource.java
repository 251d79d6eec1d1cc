package dev.errand.api.accounts;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Who one is, where people look for it first. */
@Path("/api/v1/me")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class ShortMeResource {
  private final MeResource me;

  ShortMeResource(MeResource me) {
    this.me = me;
  }

  @GET
  public Uni<UserView> me() {
    return me.me();
  }
}
