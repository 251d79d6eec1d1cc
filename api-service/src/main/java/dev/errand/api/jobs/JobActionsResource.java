package dev.errand.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.errand.api.web.ETags;
import dev.errand.api.web.NoFields;
import dev.errand.live.identity.Caller;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobState;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Changes jobs of the caller's tenant; an admin may name any job by its id. */
@Path("/api/v1/jobs")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
class JobActionsResource {
  private final Caller caller;
  private final JobSubmission submission;
  private final JobActions actions;
  private final JobEdits edits;

  JobActionsResource(Caller caller, JobSubmission submission, JobActions actions, JobEdits edits) {
    this.caller = caller;
    this.submission = submission;
    this.actions = actions;
    this.edits = edits;
  }

  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Operation(summary = "Edit a job that neither runs nor is final")
  @RequestBody(content = @Content(schema = @Schema(implementation = EditRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The job, with its new version in ETag",
      content = @Content(schema = @Schema(implementation = Job.class)))
  @APIResponse(responseCode = "409", description = "It runs or is final")
  @APIResponse(responseCode = "412", description = "If-Match names another version")
  @RolesAllowed("jobs:write")
  public Uni<RestResponse<Job>> edit(
      @PathParam("id") String id, byte[] body, @HeaderParam("If-Match") @Nullable String ifMatch)
      throws JsonProcessingException {
    return edits.edit(caller.principal(), id, body, ifMatch).map(JobActionsResource::tagged);
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Hide a job everywhere; one that waits is cancelled first")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "409", description = "It runs")
  @RolesAllowed("jobs:write")
  public Uni<Void> delete(@PathParam("id") String id) {
    return actions.delete(caller.principal(), id);
  }

  @POST
  @Path("/{id}/run")
  @RolesAllowed("jobs:write")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<Job>> run(@PathParam("id") String id, @Nullable NoFields body) {
    return actions.run(caller.principal(), id).map(JobActionsResource::tagged);
  }

  @POST
  @Path("/{id}/cancel")
  @RolesAllowed("jobs:write")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<Job>> cancel(@PathParam("id") String id, @Nullable NoFields body) {
    return actions
        .cancel(caller.principal(), id)
        .map(
            job ->
                job.state() == JobState.CANCELLED
                    ? tagged(job)
                    : RestResponse.status(RestResponse.Status.ACCEPTED, job));
  }

  @POST
  @Path("/{id}/retry")
  @RequestBody(
      required = false,
      content = @Content(schema = @Schema(implementation = RetryRequest.class)))
  @RolesAllowed("jobs:write")
  public Uni<RestResponse<Job>> retry(@PathParam("id") String id, byte[] body)
      throws JsonProcessingException {
    RawJson data = submission.retryData(body);
    return actions
        .retry(caller.principal(), id, data == null ? null : data.text())
        .map(JobActionsResource::tagged);
  }

  private static RestResponse<Job> tagged(Job job) {
    return ResponseBuilder.ok(job).header("ETag", ETags.of(job.version())).build();
  }
}
