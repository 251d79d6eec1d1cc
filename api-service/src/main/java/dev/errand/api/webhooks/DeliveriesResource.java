package dev.errand.api.webhooks;

import dev.errand.live.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** What was sent to webhooks of the caller's tenant; an admin may name any by its id. */
@Path("/api/v1/deliveries")
@Tag(name = "webhooks")
@Produces(MediaType.APPLICATION_JSON)
class DeliveriesResource {
  private final Caller caller;
  private final Deliveries deliveries;

  DeliveriesResource(Caller caller, Deliveries deliveries) {
    this.caller = caller;
    this.deliveries = deliveries;
  }

  /** With what was sent and what came back, attempt by attempt. */
  @GET
  @RolesAllowed("jobs:read")
  @Path("/{id}")
  public Uni<DeliveryView> get(@PathParam("id") String id) {
    return deliveries.view(caller.principal(), id);
  }

  /** Sends the message again, as a delivery of its own with the same message id. */
  @POST
  @RolesAllowed("jobs:write")
  @Path("/{id}/replay")
  public Uni<RestResponse<DeliveryView>> replay(@PathParam("id") String id) {
    return deliveries.replay(caller.principal(), id).map(DeliveriesResource::accepted);
  }

  static RestResponse<DeliveryView> accepted(DeliveryView delivery) {
    return ResponseBuilder.<DeliveryView>create(RestResponse.Status.ACCEPTED)
        .entity(delivery)
        .location(URI.create("/api/v1/deliveries/" + delivery.id()))
        .build();
  }
}
