package dev.errand.api.queues;

import dev.errand.live.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A tenant's weight, for the platform's operator. */
@Path("/api/v1/admin/tenants/{id}/weight")
@Tag(name = "admin")
@RolesAllowed("admin")
@Produces(MediaType.APPLICATION_JSON)
class WeightResource {
  private final Caller caller;
  private final Weights weights;

  WeightResource(Caller caller, Weights weights) {
    this.caller = caller;
    this.weights = weights;
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<WeightRequest> put(@PathParam("id") String id, @NotNull @Valid WeightRequest body) {
    int weight = Objects.requireNonNull(body.weight());
    return weights.put(caller.principal(), id, weight).replaceWith(body);
  }
}
