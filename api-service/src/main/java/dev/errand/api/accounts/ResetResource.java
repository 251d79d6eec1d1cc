package dev.errand.api.accounts;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** For who forgot the password. */
@Path("/api/v1/auth")
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class ResetResource {
  private static final StatusView SENT = new StatusView("reset_sent");

  private final PasswordReset reset;

  ResetResource(PasswordReset reset) {
    this.reset = reset;
  }

  /** 202 whether the address is known or not; its owner gets a link and a code. */
  @POST
  @Path("/forgot-password")
  public Uni<RestResponse<StatusView>> forgot(@NotNull @Valid EmailRequest body) {
    return reset
        .forgot(body.email())
        .replaceWith(RestResponse.status(RestResponse.Status.ACCEPTED, SENT));
  }

  /** By the link of the mail. */
  @POST
  @Path("/reset/{token}")
  public Uni<Void> byLink(@PathParam("token") String token, @NotNull NewPasswordRequest body) {
    return reset.byLink(token, body.password());
  }

  /** By the code of the mail. */
  @POST
  @Path("/reset-password")
  public Uni<Void> byCode(@NotNull @Valid ResetRequest body, HttpServerRequest request) {
    String address = Device.of(request).address();
    return reset.byCode(body.email(), body.code(), body.password(), address);
  }
}
