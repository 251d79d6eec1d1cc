package dev.errand.api.operations;

import dev.errand.api.jobs.Items;
import dev.errand.api.web.NoFields;
import dev.errand.live.identity.Caller;
import dev.errand.model.problem.ErrandException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Operations of the caller's tenant. */
@Path("/api/v1/operations")
@Tag(name = "operations")
@Produces(MediaType.APPLICATION_JSON)
class OperationsResource {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  private final Caller caller;
  private final Operations operations;

  OperationsResource(Caller caller, Operations operations) {
    this.caller = caller;
    this.operations = operations;
  }

  @GET
  @RolesAllowed("jobs:read")
  public Uni<Items<OperationView>> list(
      @QueryParam("cursor") @Nullable String cursor, @QueryParam("limit") @Nullable String limit) {
    return operations.list(caller.principal(), cursor, limit(limit));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("jobs:read")
  public Uni<OperationView> get(@PathParam("id") String id) {
    return operations.find(caller.principal(), id);
  }

  @POST
  @Path("/{id}/abort")
  @RolesAllowed("jobs:write")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<OperationView> abort(@PathParam("id") String id, @Nullable NoFields body) {
    return operations.abort(caller.principal(), id);
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    throw ErrandException.invalid("#/limit", "must be from 1 to " + MAX_LIMIT);
  }
}
