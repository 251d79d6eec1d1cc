package dev.errand.api.jobs;

import dev.errand.live.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Why a job does not run. */
@Path("/api/v1/jobs/{id}/explain")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
class ExplanationResource {
  private final Caller caller;
  private final Explanations explanations;

  ExplanationResource(Caller caller, Explanations explanations) {
    this.caller = caller;
    this.explanations = explanations;
  }

  @GET
  @RolesAllowed("jobs:read")
  public Uni<Explanation> explain(@PathParam("id") String id) {
    return explanations.explain(caller.principal(), id);
  }
}
