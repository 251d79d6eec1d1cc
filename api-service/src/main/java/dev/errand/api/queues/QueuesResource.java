package dev.errand.api.queues;

import dev.errand.api.web.ETags;
import dev.errand.api.web.NoFields;
import dev.errand.live.identity.Caller;
import dev.errand.model.job.Job;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.queue.Queue;
import dev.errand.model.queue.QueueName;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Queues of the caller's tenant. */
@Path("/api/v1/queues")
@Tag(name = "queues")
@Produces(MediaType.APPLICATION_JSON)
class QueuesResource {
  private final Caller caller;
  private final Queues queues;
  private final ManualRuns runs;

  QueuesResource(Caller caller, Queues queues, ManualRuns runs) {
    this.caller = caller;
    this.queues = queues;
    this.runs = runs;
  }

  @GET
  @RolesAllowed("jobs:read")
  public Uni<QueuePage> list(@BeanParam QueueListQuery query) {
    var principal = caller.principal();
    var page = query.page(principal.tenant());
    return queues.list(principal, page).map(found -> QueuePage.of(found, page.limit(), principal));
  }

  @GET
  @Path("/{name}")
  @RolesAllowed("jobs:read")
  public Uni<RestResponse<Queue>> get(@PathParam("name") String name) {
    return queues.find(caller.principal(), existing(name)).map(QueuesResource::tagged);
  }

  /** Sets all limits: those that are left out are taken away. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("jobs:write")
  public Uni<RestResponse<Queue>> put(
      @PathParam("name") String name,
      @NotNull QueueRequest body,
      @HeaderParam("If-Match") @Nullable String ifMatch) {
    return queues
        .put(caller.principal(), usable(name), body.limits(), ETags.expected(ifMatch))
        .map(QueuesResource::tagged);
  }

  @POST
  @Path("/{name}/pause")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("jobs:write")
  public Uni<RestResponse<Queue>> pause(
      @PathParam("name") String name, @Nullable PauseRequest body) {
    String reason = body == null ? null : body.checkedReason();
    return queues.pause(caller.principal(), usable(name), reason).map(QueuesResource::tagged);
  }

  @POST
  @Path("/{name}/resume")
  @RolesAllowed("jobs:write")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<Queue>> resume(@PathParam("name") String name, @Nullable NoFields body) {
    return queues.resume(caller.principal(), existing(name)).map(QueuesResource::tagged);
  }

  /** Cancels what waits; what runs goes on. */
  @POST
  @Path("/{name}/purge")
  @RolesAllowed("jobs:write")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Purged> purge(@PathParam("name") String name, @Nullable NoFields body) {
    return queues.purge(caller.principal(), existing(name));
  }

  /** Forgets the limits of a queue without unfinished jobs. */
  @DELETE
  @Path("/{name}")
  @RolesAllowed("jobs:write")
  public Uni<Void> delete(@PathParam("name") String name) {
    return queues.delete(caller.principal(), existing(name));
  }

  /** Lets the next job of a manual queue run: 200 with the job, or 204 when none is pending. */
  @POST
  @Path("/{name}/run-next")
  @RolesAllowed("jobs:write")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<Job>> runNext(
      @PathParam("name") String name,
      @HeaderParam("Prefer") @Nullable String prefer,
      @Nullable NoFields body) {
    return runs.runNext(caller.principal(), existing(name), prefer);
  }

  // What cannot be a name is nobody's queue.
  private QueueName existing(String name) {
    try {
      return usable(name);
    } catch (ErrandException malformed) {
      throw notFound();
    }
  }

  private QueueName usable(String name) {
    var queue = new QueueName(name);
    if (!caller.principal().mayUse(queue)) {
      throw notFound();
    }
    return queue;
  }

  private static ErrandException notFound() {
    return new ErrandException(ErrorCode.NOT_FOUND, "there is no such queue");
  }

  private static RestResponse<Queue> tagged(Queue queue) {
    return ResponseBuilder.ok(queue).header("ETag", ETags.of(queue.version())).build();
  }
}
