package dev.errand.api.accounts;

import dev.errand.api.accounts.UserAdministration.UserPage;
import dev.errand.live.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** All users, for the platform's operator. */
@Path("/api/v1/users")
@Tag(name = "admin")
@Produces(MediaType.APPLICATION_JSON)
class UsersResource {
  private static final StatusView INVITED = new StatusView("invited");

  private final Caller caller;
  private final UserAdministration users;
  private final UserCreation creation;
  private final UserInviting inviting;

  UsersResource(
      Caller caller, UserAdministration users, UserCreation creation, UserInviting inviting) {
    this.caller = caller;
    this.users = users;
    this.creation = creation;
    this.inviting = inviting;
  }

  @GET
  @RolesAllowed("admin")
  @Operation(summary = "Users of all tenants; q is looked for in address, username and name")
  public Uni<UserPage> list(@BeanParam UserQuery query) {
    return users.page(query.wanted(), query.page());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("admin")
  @Operation(summary = "Make a user, or invite one where there is no password")
  @APIResponse(
      responseCode = "201",
      description = "The user, who can sign in at once",
      content = @Content(schema = @Schema(implementation = UserAdminView.class)))
  @APIResponse(
      responseCode = "202",
      description = "An invitation is on its way",
      content = @Content(schema = @Schema(implementation = StatusView.class)))
  public Uni<RestResponse<Object>> create(@NotNull UserRequest body) {
    if (body.password() == null) {
      return inviting
          .invite(caller.principal(), body)
          .replaceWith(RestResponse.status(RestResponse.Status.ACCEPTED, INVITED));
    }
    return creation
        .create(caller.principal(), body)
        .map(
            user ->
                RestResponse.ResponseBuilder.<Object>create(RestResponse.Status.CREATED)
                    .entity(user)
                    .location(URI.create("/api/v1/users/" + user.id()))
                    .build());
  }

  @GET
  @Path("/{id}")
  @RolesAllowed("admin")
  public Uni<UserAdminView> get(@PathParam("id") String id) {
    return users.find(id);
  }

  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @RolesAllowed("admin")
  @Operation(summary = "Change a user's rights, in effect within 5 seconds everywhere")
  @APIResponse(
      responseCode = "200",
      description = "The user",
      content = @Content(schema = @Schema(implementation = UserAdminView.class)))
  @APIResponse(responseCode = "409", description = "It is the last admin, or the last owner")
  public Uni<UserAdminView> change(@PathParam("id") String id, @NotNull UserPatch body) {
    return users.change(caller.principal(), id, body);
  }
}
