package dev.errand.api.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.errand.api.jobs.Answer;
import dev.errand.live.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One action on every job that matches. */
@Path("/api/v1/jobs/bulk")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
class BulkResource {
  private final Caller caller;
  private final BulkCalls calls;

  BulkResource(Caller caller, BulkCalls calls) {
    this.caller = caller;
    this.calls = calls;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBody(content = @Content(schema = @Schema(implementation = BulkRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "A dry run",
      content = @Content(schema = @Schema(implementation = DryRun.class)))
  @APIResponse(
      responseCode = "202",
      description = "Workers do it; Location tells how far they are",
      content = @Content(schema = @Schema(implementation = OperationView.class)))
  @APIResponse(responseCode = "409", description = "Not the expected count")
  @RolesAllowed("jobs:write")
  public Uni<RestResponse<String>> order(
      byte[] body, @HeaderParam("Idempotency-Key") @Nullable String key)
      throws JsonProcessingException {
    return calls.order(caller.principal(), body, key).map(Answer::response);
  }
}
