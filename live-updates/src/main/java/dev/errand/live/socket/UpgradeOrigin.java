package dev.errand.live.socket;

import dev.errand.live.identity.SameOrigin;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/**
 * Whose page wants a socket. Browsers send cookies along from any page, and no rule of theirs
 * protects a socket (RFC 6455 §10.2): the server has to look.
 */
record UpgradeOrigin(List<String> allowed) {

  boolean allows(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    if (origin == null) {
      return true; // Not a browser: see UpgradeGuard for what it must show.
    }
    return SameOrigin.matches(origin, request)
        || allowed.stream().anyMatch(origin::equalsIgnoreCase);
  }
}
