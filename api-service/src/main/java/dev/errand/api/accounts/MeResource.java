package dev.errand.api.accounts;

import dev.errand.live.identity.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Who one is. */
@Path("/api/v1/auth/me")
@Produces(MediaType.APPLICATION_JSON)
class MeResource {
  private final Caller caller;
  private final UserViews users;

  MeResource(Caller caller, UserViews users) {
    this.caller = caller;
    this.users = users;
  }

  @GET
  @RolesAllowed("session")
  public Uni<UserView> me() {
    return Panache.withSession(() -> users.of(caller.principal().userId()));
  }
}
