package dev.errand.live.socket;

import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
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
    return isOwn(origin, request) || allowed.stream().anyMatch(origin::equalsIgnoreCase);
  }

  private static boolean isOwn(String origin, HttpServerRequest request) {
    if (request.authority() == null) {
      return false;
    }
    try {
      URI uri = URI.create(origin);
      return uri.getHost() != null
          && uri.getRawAuthority().equalsIgnoreCase(request.authority().toString());
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
