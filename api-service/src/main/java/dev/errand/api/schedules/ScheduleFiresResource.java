package dev.errand.api.schedules;

import dev.errand.api.jobs.Answer;
import dev.errand.api.jobs.Items;
import dev.errand.api.web.NoFields;
import dev.errand.api.web.PageQuery;
import dev.errand.live.identity.Caller;
import dev.errand.model.job.Job;
import dev.errand.model.schedule.Fire;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Fires of schedules: those that were due, and those by hand. */
@Path("/api/v1/schedules")
@Tag(name = "schedules")
@Produces(MediaType.APPLICATION_JSON)
class ScheduleFiresResource {
  private final Caller caller;
  private final Schedules schedules;
  private final ScheduleRuns runs;
  private final ScheduleFires fires;

  ScheduleFiresResource(
      Caller caller, Schedules schedules, ScheduleRuns runs, ScheduleFires fires) {
    this.caller = caller;
    this.schedules = schedules;
    this.runs = runs;
    this.fires = fires;
  }

  /** Makes a job now, beside the fires; also of a paused schedule. */
  @POST
  @Path("/{id}/run")
  @RolesAllowed("jobs:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @APIResponse(
      responseCode = "201",
      description = "The job",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Uni<RestResponse<String>> run(
      @PathParam("id") String id,
      @HeaderParam("Idempotency-Key") @Nullable String key,
      @Nullable NoFields body) {
    return runs.run(caller.principal(), id, key).map(Answer::response);
  }

  @GET
  @Path("/{id}/fires")
  @RolesAllowed("jobs:read")
  public Uni<Items<Fire>> fires(@PathParam("id") String id, @BeanParam PageQuery query) {
    var page = query.page("fires of " + id);
    return schedules.find(caller.principal(), id).chain(schedule -> fires.page(schedule, page));
  }
}
