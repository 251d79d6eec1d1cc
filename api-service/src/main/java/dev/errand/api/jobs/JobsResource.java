package dev.errand.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.errand.api.jobs.JobSubmission.Request;
import dev.errand.live.identity.Caller;
import dev.errand.model.attempt.Attempt;
import dev.errand.model.job.HistoryEntry;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobCounts;
import dev.errand.model.job.LogLine;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Submits and shows jobs of the caller's tenant; an admin may name any job by its id. {@link
 * JobActionsResource} changes them.
 */
@Path("/api/v1/jobs")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
class JobsResource {
  private final Caller caller;
  private final JobSubmission submission;
  private final BatchSubmission batches;
  private final Jobs jobs;
  private final JobLists lists;
  private final JobAnswers answers;

  JobsResource(
      Caller caller,
      JobSubmission submission,
      BatchSubmission batches,
      Jobs jobs,
      JobLists lists,
      JobAnswers answers) {
    this.caller = caller;
    this.submission = submission;
    this.batches = batches;
    this.jobs = jobs;
    this.lists = lists;
    this.answers = answers;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBody(content = @Content(schema = @Schema(implementation = JobRequest.class)))
  @RolesAllowed("jobs:write")
  public Uni<RestResponse<String>> submit(
      byte[] body,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @HeaderParam("traceparent") @Nullable String traceparent)
      throws JsonProcessingException {
    return submission.submit(request(body, key, traceparent)).map(Answer::response);
  }

  @POST
  @Path("/batch")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBody(content = @Content(schema = @Schema(implementation = BatchRequest.class)))
  @RolesAllowed("jobs:write")
  public Uni<RestResponse<String>> submitBatch(
      byte[] body,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @HeaderParam("traceparent") @Nullable String traceparent)
      throws JsonProcessingException {
    return batches.submit(request(body, key, traceparent)).map(Answer::response);
  }

  @GET
  @RolesAllowed("jobs:read")
  public Uni<JobPage> list(@BeanParam JobListQuery query) {
    var principal = caller.principal();
    var page = query.page(principal.tenant());
    return lists.list(principal, page).map(found -> JobPage.of(found, page));
  }

  @GET
  @Path("/counts")
  @RolesAllowed("jobs:read")
  public Uni<JobCounts> counts(@BeanParam JobFilterQuery query) {
    var principal = caller.principal();
    return lists.count(principal, query.filter(principal.tenant()));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("jobs:read")
  public Uni<RestResponse<Job>> get(
      @PathParam("id") String id, @HeaderParam("Prefer") @Nullable String prefer) {
    return answers.answer(caller.principal(), id, prefer);
  }

  @GET
  @Path("/{id}/attempts")
  @RolesAllowed("jobs:read")
  public Uni<Items<Attempt>> attempts(@PathParam("id") String id) {
    return jobs.attempts(caller.principal(), id).map(Items::all);
  }

  @GET
  @Path("/{id}/history")
  @RolesAllowed("jobs:read")
  public Uni<Items<HistoryEntry>> history(@PathParam("id") String id) {
    return jobs.history(caller.principal(), id).map(Items::all);
  }

  @GET
  @Path("/{id}/logs")
  @RolesAllowed("jobs:read")
  public Uni<Items<LogLine>> logs(@PathParam("id") String id, @BeanParam LogQuery query) {
    return jobs.logs(caller.principal(), id, query.checked());
  }

  private Request request(byte[] body, @Nullable String key, @Nullable String traceparent) {
    return new Request(caller.principal(), body, key, Traceparent.wellFormed(traceparent));
  }
}
