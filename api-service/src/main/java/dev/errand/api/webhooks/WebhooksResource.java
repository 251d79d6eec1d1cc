package dev.errand.api.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.errand.api.jobs.Items;
import dev.errand.api.web.ETags;
import dev.errand.api.web.PageQuery;
import dev.errand.api.webhooks.WebhookEdits.Change;
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
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Webhooks of the caller's tenant; an admin may name any webhook by its id. */
@Path("/api/v1/webhooks")
@Tag(name = "webhooks")
@Produces(MediaType.APPLICATION_JSON)
class WebhooksResource {
  private static final String MERGE_PATCH = "application/merge-patch+json";

  private final Caller caller;
  private final Webhooks webhooks;
  private final WebhookCreation creation;
  private final WebhookEdits edits;
  private final Deliveries deliveries;

  WebhooksResource(
      Caller caller,
      Webhooks webhooks,
      WebhookCreation creation,
      WebhookEdits edits,
      Deliveries deliveries) {
    this.caller = caller;
    this.webhooks = webhooks;
    this.creation = creation;
    this.edits = edits;
    this.deliveries = deliveries;
  }

  @GET
  @RolesAllowed("jobs:read")
  public Uni<Items<WebhookView>> list(@BeanParam PageQuery query) {
    var principal = caller.principal();
    return webhooks.page(principal, query.page("webhooks of " + principal.tenant()));
  }

  /** The answer has the secret, and no other answer will. */
  @POST
  @RolesAllowed("jobs:write")
  @Consumes(MediaType.APPLICATION_JSON)
  @RequestBody(content = @Content(schema = @Schema(implementation = WebhookRequest.class)))
  public Uni<RestResponse<WebhookView>> create(
      byte[] body, @HeaderParam("Idempotency-Key") @Nullable String key)
      throws JsonProcessingException {
    return creation
        .create(caller.principal(), body, key)
        .map(
            created ->
                tagged(RestResponse.Status.CREATED, created.webhook())
                    .location(URI.create("/api/v1/webhooks/" + created.webhook().id()))
                    .header("Idempotent-Replayed", created.replayed() ? "true" : null)
                    .build());
  }

  @GET
  @RolesAllowed("jobs:read")
  @Path("/{id}")
  public Uni<RestResponse<WebhookView>> get(@PathParam("id") String id) {
    return webhooks.view(caller.principal(), id).map(WebhooksResource::answer);
  }

  @PATCH
  @RolesAllowed("jobs:write")
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
  @RequestBody(content = @Content(schema = @Schema(implementation = WebhookRequest.class)))
  public Uni<RestResponse<WebhookView>> edit(
      @PathParam("id") String id, byte[] body, @HeaderParam("If-Match") @Nullable String ifMatch)
      throws JsonProcessingException {
    return edits.edit(change(id, ifMatch), body).map(WebhooksResource::answer);
  }

  @DELETE
  @RolesAllowed("jobs:write")
  @Path("/{id}")
  public Uni<Void> delete(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
    return edits.delete(change(id, ifMatch));
  }

  /** The answer has the new secret; for a day messages are signed with both. */
  @POST
  @RolesAllowed("jobs:write")
  @Path("/{id}/rotate-secret")
  public Uni<RestResponse<WebhookView>> rotate(
      @PathParam("id") String id, @HeaderParam("If-Match") @Nullable String ifMatch) {
    return edits.rotate(change(id, ifMatch)).map(WebhooksResource::answer);
  }

  /** Sends a message of type {@code webhook.test}, once. */
  @POST
  @RolesAllowed("jobs:write")
  @Path("/{id}/test")
  public Uni<RestResponse<DeliveryView>> test(@PathParam("id") String id) {
    return deliveries.test(caller.principal(), id).map(DeliveriesResource::accepted);
  }

  /** Newest first. */
  @GET
  @RolesAllowed("jobs:read")
  @Path("/{id}/deliveries")
  public Uni<Items<DeliveryView>> deliveries(
      @PathParam("id") String id, @BeanParam PageQuery query) {
    return deliveries.page(caller.principal(), id, query.page("deliveries of " + id));
  }

  private Change change(String id, @Nullable String ifMatch) {
    return new Change(caller.principal(), id, ifMatch);
  }

  private static RestResponse<WebhookView> answer(WebhookView view) {
    return tagged(RestResponse.Status.OK, view).build();
  }

  private static ResponseBuilder<WebhookView> tagged(RestResponse.Status status, WebhookView view) {
    return ResponseBuilder.<WebhookView>create(status)
        .entity(view)
        .header("ETag", ETags.of(view.version()));
  }
}
