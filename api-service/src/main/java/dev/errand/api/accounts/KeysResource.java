package dev.errand.api.accounts;

import dev.errand.live.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The keys that access tokens are signed with, for the platform's operator. */
@Path("/api/v1/admin/keys")
@Tag(name = "admin")
@Produces(MediaType.APPLICATION_JSON)
class KeysResource {
  private final Caller caller;
  private final KeyRotation rotation;

  KeysResource(Caller caller, KeyRotation rotation) {
    this.caller = caller;
    this.rotation = rotation;
  }

  /**
   * How to rotate.
   *
   * @param atOnce whether older keys stop working at once, and not an hour after they were
   *     superseded: for one that somebody else may know
   */
  record Rotation(@Nullable Boolean atOnce) {}

  /** The key that signs from now on. */
  record Rotated(String keyId) {}

  @POST
  @Path("/rotate")
  @RolesAllowed("admin")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Sign with a new key; nobody is logged out")
  public Uni<Rotated> rotate(@Nullable Rotation body) {
    boolean atOnce = body != null && Boolean.TRUE.equals(body.atOnce());
    return rotation.rotate(caller.principal(), atOnce).map(Rotated::new);
  }
}
