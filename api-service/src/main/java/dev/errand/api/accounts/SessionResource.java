package dev.errand.api.accounts;

import dev.errand.api.accounts.TokenRefresh.Outcome;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
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
import org.jspecify.annotations.Nullable;

/** Signing in, and staying signed in. */
@Path("/api/v1/auth")
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class SessionResource {
  private final SignIn signIn;
  private final TokenRefresh refresh;
  private final SessionCookies cookies;

  SessionResource(SignIn signIn, TokenRefresh refresh, SessionCookies cookies) {
    this.signIn = signIn;
    this.refresh = refresh;
    this.cookies = cookies;
  }

  /**
   * The pair of tokens in the body, and as cookies; or, for who wants to be asked for more than the
   * password, neither.
   */
  @POST
  @Path("/login")
  public Uni<LoginAnswer> login(@NotNull @Valid LoginRequest body, HttpServerRequest request) {
    return signIn
        .signIn(body.login(), body.password(), Device.of(request))
        .invoke(
            answer -> {
              if (answer instanceof SignedIn pair) {
                cookies.give(request, pair);
              }
            });
  }

  /** A new pair for the refresh token in the body, or in the cookie. */
  @POST
  @Path("/refresh-token")
  public Uni<SignedIn> refresh(@Nullable RefreshRequest body, HttpServerRequest request) {
    String token = body == null ? null : body.refreshToken();
    if (token != null) {
      return refresh.refresh(token).map(outcome -> pair(outcome, request));
    }
    return cookies
        .refreshToken(request)
        .map(cookie -> refresh.refresh(cookie).map(outcome -> pair(outcome, request)))
        .orElseThrow(SessionResource::over);
  }

  private SignedIn pair(Outcome outcome, HttpServerRequest request) {
    switch (outcome) {
      case Outcome.Refreshed(SignedIn pair) -> {
        cookies.give(request, pair);
        return pair;
      }
      // The other request's answer has set new cookies: they must stay.
      case Outcome.Raced() ->
          throw new ErrandException(
              ErrorCode.REFRESH_RACED, "Use the tokens that the other request was given.");
      case Outcome.Reused() -> {
        cookies.clear(request);
        throw new ErrandException(
            ErrorCode.TOKEN_REUSED, "The session has ended, for safety. Sign in again.");
      }
      case Outcome.Over() -> {
        cookies.clear(request);
        throw over();
      }
    }
  }

  private static ErrandException over() {
    return new ErrandException(
        ErrorCode.UNAUTHENTICATED, "The refresh token is unknown, expired or revoked.");
  }
}
