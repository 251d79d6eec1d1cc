package dev.errand.api.stats;

import dev.errand.live.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The figures of the caller's tenant. */
@Path("/api/v1/stats")
@Tag(name = "stats")
@Produces(MediaType.APPLICATION_JSON)
class StatsResource {
  private final Caller caller;
  private final Stats stats;

  StatsResource(Caller caller, Stats stats) {
    this.caller = caller;
    this.stats = stats;
  }

  @GET
  @RolesAllowed("jobs:read")
  public Uni<StatsView> get() {
    return stats.own(caller.principal());
  }
}
