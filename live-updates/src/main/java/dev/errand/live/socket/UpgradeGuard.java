package dev.errand.live.socket;

import dev.errand.live.identity.Principals;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Lets nobody in who has no login, no right origin, or too many sockets already. */
@ApplicationScoped
class UpgradeGuard implements HttpUpgradeCheck {
  private final OpenSockets sockets;
  private final UpgradeOrigin origin;

  UpgradeGuard(OpenSockets sockets, LiveConfig config) {
    this.sockets = sockets;
    this.origin = new UpgradeOrigin(config.origins().orElse(List.of()));
  }

  @Override
  public boolean appliesTo(String endpointId) {
    return endpointId.equals(LiveSocket.ID);
  }

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    if (!origin.allows(context.httpRequest())) {
      return CheckResult.rejectUpgrade(403);
    }
    return context
        .securityIdentity()
        .map(identity -> admit(context, identity))
        .onFailure(AuthenticationFailedException.class)
        .recoverWithItem(UpgradeGuard::unauthenticated);
  }

  private CheckResult admit(HttpUpgradeContext context, SecurityIdentity identity) {
    if (identity.isAnonymous()) {
      return unauthenticated();
    }
    if (isCookieWithoutOrigin(context.httpRequest())) {
      return CheckResult.rejectUpgradeSync(403);
    }
    Login login = new Login(Principals.of(identity), Principals.proof(identity));
    if (sockets.isFull(login.principal().id())) {
      return CheckResult.rejectUpgradeSync(429, Map.of("Retry-After", List.of("10")));
    }
    context.userData().put(LiveSocket.LOGIN, login);
    return CheckResult.permitUpgradeSync();
  }

  // Who shows no token was let in by a cookie, and only browsers have those.
  private static boolean isCookieWithoutOrigin(HttpServerRequest request) {
    return request.getHeader("Origin") == null && request.getHeader("Authorization") == null;
  }

  private static CheckResult unauthenticated() {
    return CheckResult.rejectUpgradeSync(401, Map.of("WWW-Authenticate", List.of("Bearer")));
  }
}
