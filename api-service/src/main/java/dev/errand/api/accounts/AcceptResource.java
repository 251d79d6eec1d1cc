package dev.errand.api.accounts;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Accepting an invitation. */
@Path("/api/v1/auth/accept-invitation")
@Tag(name = "members")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class AcceptResource {
  private static final StatusView ACCEPTED = new StatusView("accepted");

  private final Acceptance acceptance;

  AcceptResource(Acceptance acceptance) {
    this.acceptance = acceptance;
  }

  @POST
  @PermitAll
  @Operation(summary = "Make the account that an invitation is for; sign in afterwards")
  @APIResponse(responseCode = "400", description = "The link is wrong, used or expired")
  @APIResponse(responseCode = "409", description = "The address has an account already")
  public Uni<StatusView> accept(@NotNull @Valid AcceptRequest body) {
    return acceptance.accept(body).replaceWith(ACCEPTED);
  }
}
