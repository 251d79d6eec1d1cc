package dev.errand.api.web;

import dev.errand.live.identity.CookieConfig;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Tells browsers, on every answer, what it may not be used for. */
@Singleton
class SecurityHeaders {
  private static final String NO_DOCUMENT = "default-src 'none'; frame-ancestors 'none'";
  private static final String PAGE =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self';"
          + " base-uri 'none'; frame-ancestors 'none'";
  // Swagger UI brings its own inline script and styles. It holds no session of its own.
  private static final String SWAGGER =
      "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'";

  private final CookieConfig cookies;

  SecurityHeaders(CookieConfig cookies) {
    this.cookies = cookies;
  }

  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE + 1).handler(this::add);
  }

  private void add(RoutingContext request) {
    String path = request.normalizedPath();
    MultiMap headers = request.response().headers();
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Content-Security-Policy", policy(path));
    if (path.startsWith("/api/")) {
      headers.set("Cache-Control", "no-store");
    }
    if (cookies.secure()) {
      headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    request.next();
  }

  private static String policy(String path) {
    if (path.startsWith("/api/")) {
      return NO_DOCUMENT;
    }
    return path.startsWith("/q/swagger-ui") ? SWAGGER : PAGE;
  }
}
