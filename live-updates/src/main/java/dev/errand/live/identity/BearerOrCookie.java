package dev.errand.live.identity;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Finds the access token of a request: in the header, or in our cookie. */
final class BearerOrCookie {
  private static final String SCHEME = "Bearer ";

  private BearerOrCookie() {}

  /**
   * The token as it was sent.
   *
   * @throws ErrandException when it cannot be told who is meant, or when a cookie came from another
   *     site's page
   */
  static Optional<String> token(HttpServerRequest request, CookieConfig config) {
    Optional<String> bearer =
        Optional.ofNullable(request.getHeader("Authorization"))
            .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
            .map(value -> value.substring(SCHEME.length()).strip());
    Optional<String> cookie =
        Optional.ofNullable(request.getCookie(CookieName.ACCESS.wire(config)))
            .map(Cookie::getValue);
    if (bearer.isPresent() && cookie.isPresent()) {
      throw new ErrandException(
          ErrorCode.AMBIGUOUS_CREDENTIALS,
          "The request carries an Authorization header and a session cookie.");
    }
    if (cookie.isPresent()) {
      SameOrigin.requireForChange(request);
    }
    return bearer.or(() -> cookie);
  }
}
