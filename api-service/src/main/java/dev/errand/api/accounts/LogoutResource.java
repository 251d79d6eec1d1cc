package dev.errand.api.accounts;

import dev.errand.live.identity.Principals;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signing out. Open to everyone because a browser whose access token has just expired must be able
 * to: the refresh token says which session ends, or else the access token does.
 */
@Path("/api/v1/auth/logout")
@PermitAll
@Consumes(MediaType.APPLICATION_JSON)
class LogoutResource {
  private final TokenRefresh refresh;
  private final SessionCookies cookies;
  private final CurrentIdentityAssociation identity;

  LogoutResource(
      TokenRefresh refresh, SessionCookies cookies, CurrentIdentityAssociation identity) {
    this.refresh = refresh;
    this.cookies = cookies;
    this.identity = identity;
  }

  @POST
  public Uni<Void> logout(@Nullable RefreshRequest body, HttpServerRequest request) {
    return byRefreshToken(body, request)
        .chain(ended -> ended ? Uni.createFrom().voidItem() : byAccessToken())
        .invoke(() -> cookies.clear(request));
  }

  @PATCH
  public Uni<Void> logoutByPatch(@Nullable RefreshRequest body, HttpServerRequest request) {
    return logout(body, request);
  }

  private Uni<Boolean> byRefreshToken(@Nullable RefreshRequest body, HttpServerRequest request) {
    Optional<String> sent =
        Optional.ofNullable(body == null ? null : body.refreshToken())
            .or(() -> cookies.refreshToken(request));
    return sent.map(refresh::end).orElseGet(() -> Uni.createFrom().item(false));
  }

  private Uni<Void> byAccessToken() {
    return identity.getDeferredIdentity().map(Principals::session).chain(refresh::end);
  }
}
