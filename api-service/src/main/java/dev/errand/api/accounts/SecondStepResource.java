package dev.errand.api.accounts;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestResponse;

/** The second step of a sign-in, for who was told that one is required. */
@Path("/api/v1/auth")
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class SecondStepResource {
  private static final StatusView SENT = new StatusView("code_sent");

  private final SecondStep step;
  private final SessionCookies cookies;

  SecondStepResource(SecondStep step, SessionCookies cookies) {
    this.step = step;
    this.cookies = cookies;
  }

  /** Sends a code, which takes the place of the one before. Five at most for one sign-in. */
  @POST
  @Path("/send-otp")
  public Uni<RestResponse<StatusView>> send(@NotNull @Valid SendOtpRequest body) {
    return step.send(body.challengeId(), body.channel())
        .replaceWith(RestResponse.status(RestResponse.Status.ACCEPTED, SENT));
  }

  /** The pair of tokens in the body, and as cookies. Five tries for one sign-in. */
  @POST
  @Path("/verify-otp")
  public Uni<SignedIn> verify(@NotNull @Valid VerifyOtpRequest body, HttpServerRequest request) {
    return step.finish(body.challengeId(), body.code(), Device.of(request))
        .invoke(pair -> cookies.give(request, pair));
  }
}
