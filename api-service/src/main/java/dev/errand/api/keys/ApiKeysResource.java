package dev.errand.api.keys;

import dev.errand.api.keys.ApiKeys.KeyPage;
import dev.errand.api.web.PageQuery;
import dev.errand.live.identity.Caller;
import dev.errand.model.problem.ErrandException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** API keys: made, seen and revoked by people, never by a key. */
@Path("/api/v1/api-keys")
@Tag(name = "api-keys")
@Produces(MediaType.APPLICATION_JSON)
class ApiKeysResource {
  private final Caller caller;
  private final ApiKeys keys;

  ApiKeysResource(Caller caller, ApiKeys keys) {
    this.caller = caller;
    this.keys = keys;
  }

  @GET
  @RolesAllowed("session")
  @Operation(summary = "One's own keys; an owner sees those of every member")
  public Uni<KeyPage> list(@BeanParam PageQuery query) {
    var principal = caller.principal();
    return keys.page(principal, query.page("api keys of " + principal.id()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("session")
  @Operation(summary = "Make a key, which is shown this once")
  @APIResponse(responseCode = "201", description = "The key, with its text")
  public Uni<RestResponse<ApiKeyView>> create(
      @NotNull ApiKeyRequest body,
      @Parameter(hidden = true) @HeaderParam("Idempotency-Key") @Nullable String once) {
    requireNone(once);
    return keys.create(caller.principal(), body)
        .map(
            key ->
                RestResponse.ResponseBuilder.<ApiKeyView>create(RestResponse.Status.CREATED)
                    .entity(key)
                    .location(URI.create("/api/v1/api-keys/" + key.id()))
                    .build());
  }

  // Answering again would mean to keep the secret.
  private static void requireNone(@Nullable String once) {
    if (once != null) {
      throw ErrandException.invalid(
          "#/Idempotency-Key", "is not taken here: a key is shown once; revoke one made in vain");
    }
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed("session")
  @Operation(summary = "Revoke a key: it stops working within 5 seconds, everywhere")
  @APIResponse(responseCode = "204", description = "It is revoked")
  public Uni<Void> revoke(@PathParam("id") String id) {
    return keys.revoke(caller.principal(), id);
  }
}
