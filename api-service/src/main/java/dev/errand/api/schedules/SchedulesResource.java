package dev.errand.api.schedules;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.errand.api.jobs.Answer;
import dev.errand.api.jobs.Items;
import dev.errand.api.schedules.ScheduleEdits.Change;
import dev.errand.api.web.ETags;
import dev.errand.api.web.NoFields;
import dev.errand.api.web.PageQuery;
import dev.errand.live.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Schedules of the caller's tenant; an admin may name any schedule by its id. {@link
 * ScheduleFiresResource} fires them.
 */
@Path("/api/v1/schedules")
@Tag(name = "schedules")
@Produces(MediaType.APPLICATION_JSON)
class SchedulesResource {
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final Caller caller;
  private final Schedules schedules;
  private final ScheduleCreation creation;
  private final ScheduleEdits edits;
  private final ScheduleViews views;

  SchedulesResource(
      Caller caller,
      Schedules schedules,
      ScheduleCreation creation,
      ScheduleEdits edits,
      ScheduleViews views) {
    this.caller = caller;
    this.schedules = schedules;
    this.creation = creation;
    this.edits = edits;
    this.views = views;
  }

  @GET
  @RolesAllowed("jobs:read")
  public Uni<Items<ScheduleView>> list(@BeanParam PageQuery query) {
    var principal = caller.principal();
    var page = query.page("schedules of " + principal.tenant());
    return schedules.page(principal, page).chain(found -> views.page(found, page));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBody(content = @Content(schema = @Schema(implementation = ScheduleRequest.class)))
  @RolesAllowed("jobs:write")
  @APIResponse(
      responseCode = "201",
      description = "The schedule",
      content = @Content(schema = @Schema(implementation = ScheduleView.class)))
  @APIResponse(responseCode = "409", description = "The name is taken, or there are too many")
  public Uni<RestResponse<String>> create(
      byte[] body, @HeaderParam("Idempotency-Key") @Nullable String key)
      throws JsonProcessingException {
    return creation.create(caller.principal(), body, key).map(Answer::response);
  }

  /** The next fire times of what could be a schedule; its name and its job may be left out. */
  @POST
  @Path("/preview")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBody(content = @Content(schema = @Schema(implementation = ScheduleRequest.class)))
  @RolesAllowed({"jobs:read", "jobs:write"})
  public Uni<SchedulePreview> preview(byte[] body) throws JsonProcessingException {
    return schedules.preview(caller.principal(), body);
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("jobs:read")
  public Uni<RestResponse<ScheduleView>> get(@PathParam("id") String id) {
    return schedules.find(caller.principal(), id).chain(this::answer);
  }

  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
  @RequestBody(content = @Content(schema = @Schema(implementation = ScheduleRequest.class)))
  @RolesAllowed("jobs:write")
  public Uni<RestResponse<ScheduleView>> edit(
      @PathParam("id") String id, byte[] body, @HeaderParam("If-Match") @Nullable String ifMatch)
      throws JsonProcessingException {
    return edits.edit(change(id, ifMatch), body).chain(this::answer);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed("jobs:write")
  public Uni<Void> delete(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
    return edits.delete(change(id, ifMatch));
  }

  @POST
  @Path("/{id}/pause")
  @RolesAllowed("jobs:write")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<ScheduleView>> pause(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable NoFields body) {
    return edits.pause(change(id, ifMatch)).chain(this::answer);
  }

  @POST
  @Path("/{id}/resume")
  @RolesAllowed("jobs:write")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<ScheduleView>> resume(
      @PathParam("id") String id,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable NoFields body) {
    return edits.resume(change(id, ifMatch)).chain(this::answer);
  }

  private Change change(String id, @Nullable String ifMatch) {
    return new Change(caller.principal(), id, ifMatch);
  }

  private Uni<RestResponse<ScheduleView>> answer(ScheduleEntity schedule) {
    return views
        .of(schedule)
        .map(view -> ResponseBuilder.ok(view).header("ETag", ETags.of(view.version())).build());
  }
}
