package dev.errand.api.accounts;

import io.quarkus.qute.TemplateInstance;
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

/** Making an account, and showing that its address is one's own. */
@Path("/api/v1/auth")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
class SignUpResource {
  private static final StatusView SENT = new StatusView("verification_sent");
  private static final StatusView VERIFIED = new StatusView("verified");

  private final SignUp signUp;
  private final Verification verification;

  SignUpResource(SignUp signUp, Verification verification) {
    this.signUp = signUp;
    this.verification = verification;
  }

  /** Tells a person that it worked. */
  record VerifiedPage() implements TemplateInstance {}

  /** 202 whether the address is known or not; 201 for an account that needs no address. */
  @POST
  @Path("/signup")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<StatusView>> signUp(@NotNull SignUpRequest body) {
    return signUp
        .signUp(body)
        .map(
            mailed ->
                mailed
                    ? RestResponse.status(RestResponse.Status.ACCEPTED, SENT)
                    : RestResponse.status(RestResponse.Status.CREATED, new StatusView("active")));
  }

  /** By the link of the mail. */
  @POST
  @Path("/verify/{token}")
  public Uni<StatusView> verifyLink(@PathParam("token") String token) {
    return verification.byLink(token).replaceWith(VERIFIED);
  }

  /** The same for the form of a page. */
  @POST
  @Path("/verify/{token}")
  @Produces(MediaType.TEXT_HTML)
  public Uni<String> verifyLinkOnPage(@PathParam("token") String token) {
    return verification.byLink(token).map(done -> new VerifiedPage().render());
  }

  /** By the code of the mail. */
  @POST
  @Path("/verify")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<StatusView> verifyCode(@NotNull @Valid CodeRequest body, HttpServerRequest request) {
    return verification
        .byCode(body.email(), body.code(), Device.of(request).address())
        .replaceWith(VERIFIED);
  }

  /** 202 whether the address waits for a mail or not. */
  @POST
  @Path("/resend-verification")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<RestResponse<StatusView>> resend(@NotNull @Valid EmailRequest body) {
    return verification
        .resend(body.email())
        .replaceWith(RestResponse.status(RestResponse.Status.ACCEPTED, SENT));
  }
}
