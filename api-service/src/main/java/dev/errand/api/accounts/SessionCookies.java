package dev.errand.api.accounts;

import dev.errand.live.identity.CookieConfig;
import dev.errand.live.identity.CookieName;
import dev.errand.live.identity.SameOrigin;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The two cookies of a browser's session. Scripts cannot read them. */
@ApplicationScoped
class SessionCookies {
  private final CookieConfig config;

  SessionCookies(CookieConfig config) {
    this.config = config;
  }

  void give(HttpServerRequest request, SignedIn pair) {
    request
        .response()
        .addCookie(cookie(CookieName.ACCESS, pair.accessToken(), pair.expiresIn()))
        .addCookie(cookie(CookieName.REFRESH, pair.refreshToken(), pair.refreshFor()));
  }

  void clear(HttpServerRequest request) {
    request
        .response()
        .addCookie(cookie(CookieName.ACCESS, "", 0))
        .addCookie(cookie(CookieName.REFRESH, "", 0));
  }

  /**
   * The refresh token that a browser sent along.
   *
   * @throws dev.errand.model.problem.ErrandException when another site's page made it do so
   */
  Optional<String> refreshToken(HttpServerRequest request) {
    Optional<String> token =
        Optional.ofNullable(request.getCookie(CookieName.REFRESH.wire(config)))
            .map(Cookie::getValue)
            .filter(value -> !value.isEmpty());
    if (token.isPresent()) {
      SameOrigin.requireForChange(request);
    }
    return token;
  }

  private Cookie cookie(CookieName name, String value, long seconds) {
    return Cookie.cookie(name.wire(config), value)
        .setPath("/")
        .setHttpOnly(true)
        .setSecure(config.secure())
        .setSameSite(CookieSameSite.LAX)
        .setMaxAge(seconds);
  }
}
