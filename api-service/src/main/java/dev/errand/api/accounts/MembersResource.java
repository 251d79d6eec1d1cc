package dev.errand.api.accounts;

import dev.errand.api.accounts.Members.MemberPage;
import dev.errand.api.web.PageQuery;
import dev.errand.live.identity.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The members of the caller's tenant. No key has {@code tenant:manage}. */
@Path("/api/v1/tenant/members")
@Tag(name = "members")
@Produces(MediaType.APPLICATION_JSON)
class MembersResource {
  private final Caller caller;
  private final Members members;

  MembersResource(Caller caller, Members members) {
    this.caller = caller;
    this.members = members;
  }

  @GET
  @RolesAllowed("tenant:manage")
  @Operation(summary = "Members, and those who were invited")
  public Uni<MemberPage> list(@BeanParam PageQuery query) {
    var principal = caller.principal();
    return members.page(principal, query.page("members of " + principal.tenant()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed("tenant:manage")
  @Operation(summary = "Invite somebody by mail; a second time sends a new link")
  @APIResponse(responseCode = "202", description = "The mail is on its way")
  @APIResponse(responseCode = "409", description = "It is a member already")
  public Uni<RestResponse<MemberView>> invite(@NotNull MemberRequest body) {
    return members.invite(caller.principal(), body).map(MembersResource::accepted);
  }

  @POST
  @Path("/{id}/resend")
  @RolesAllowed("tenant:manage")
  @Operation(summary = "Mail an invitation again; the older link is dead then")
  @APIResponse(responseCode = "202", description = "The mail is on its way")
  public Uni<RestResponse<MemberView>> resend(@PathParam("id") String id) {
    return members.resend(caller.principal(), id).map(MembersResource::accepted);
  }

  @PATCH
  @Path("/{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @RolesAllowed("tenant:manage")
  @Operation(summary = "Change a member's role, deactivate it, or activate it again")
  @APIResponse(responseCode = "409", description = "It is the last owner")
  public Uni<MemberView> change(@PathParam("id") String id, @NotNull MemberPatch body) {
    return members.change(caller.principal(), id, body);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed("tenant:manage")
  @Operation(summary = "Deactivate a member, with its sessions and keys; or withdraw an invitation")
  @APIResponse(responseCode = "204", description = "It is out within 5 seconds, everywhere")
  @APIResponse(responseCode = "409", description = "It is the last owner")
  public Uni<Void> remove(@PathParam("id") String id) {
    return members.remove(caller.principal(), id);
  }

  private static RestResponse<MemberView> accepted(MemberView view) {
    return RestResponse.status(RestResponse.Status.ACCEPTED, view);
  }
}
