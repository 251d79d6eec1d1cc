package dev.errand.live.identity;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a request that browsers dress with our cookies comes from our own pages. */
public final class SameOrigin {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private SameOrigin() {}

  /**
   * Refuses a request that may change something and does not come from our own origin.
   *
   * @throws ErrandException {@link ErrorCode#CSRF}
   */
  public static void requireForChange(HttpServerRequest request) {
    if (!SAFE.contains(request.method()) && !of(request)) {
      throw new ErrandException(
          ErrorCode.CSRF, "A request with a cookie must come from this site's own pages.");
    }
  }

  /**
   * Whether our own page, or the user by hand, made it. Browsers send {@code Sec-Fetch-Site}, which
   * no page can forge; older ones send {@code Origin} alone. Without either it is not ours.
   */
  public static boolean of(HttpServerRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    return matches(request.getHeader("Origin"), request);
  }

  /**
   * Whether that origin is the host that is asked, by a scheme that is no weaker. HTTPS always
   * fits, because a proxy may end TLS in front of us; over HTTPS a page of plain HTTP does not,
   * because anybody on the way could have written it.
   */
  public static boolean matches(@Nullable String origin, HttpServerRequest request) {
    return origin != null
        && request.authority() != null
        && matches(origin, String.valueOf(request.scheme()), request.authority().toString());
  }

  // Quarkus puts X-Forwarded-Proto into the scheme where the operator trusts the proxy.
  static boolean matches(String origin, String scheme, String authority) {
    try {
      URI uri = URI.create(origin);
      return uri.getHost() != null
          && fits(String.valueOf(uri.getScheme()), scheme)
          && uri.getRawAuthority().equalsIgnoreCase(authority);
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static boolean fits(String scheme, String asked) {
    return scheme.equalsIgnoreCase("https")
        || scheme.equalsIgnoreCase("http") && !asked.equalsIgnoreCase("https");
  }
}
