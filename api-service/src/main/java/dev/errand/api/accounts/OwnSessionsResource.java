package dev.errand.api.accounts;

import dev.errand.live.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where one is signed in. */
@Path("/api/v1/auth/sessions")
@Tag(name = "accounts")
@RolesAllowed("session")
@Produces(MediaType.APPLICATION_JSON)
class OwnSessionsResource {
  private final Caller caller;
  private final OwnSessions sessions;

  OwnSessionsResource(Caller caller, OwnSessions sessions) {
    this.caller = caller;
    this.sessions = sessions;
  }

  @GET
  @Operation(summary = "Where one is signed in")
  public Uni<SessionPage> list() {
    return sessions.list(caller.principal().userId(), caller.session());
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Sign out there")
  @APIResponse(responseCode = "204", description = "Signed out")
  @APIResponse(responseCode = "404", description = "Unknown, over, or somebody else's")
  public Uni<Void> end(@PathParam("id") String id) {
    return sessions.end(caller.principal().userId(), id);
  }
}
