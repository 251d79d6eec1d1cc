package dev.errand.live.identity;

import dev.errand.model.tenant.TenantId;
import io.quarkus.security.AuthenticationFailedException;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a verified access token says.
 *
 * @param session the sign-in that it belongs to
 * @param expires when it stops working
 */
record SessionClaims(UUID user, TenantId tenant, UUID session, Instant expires) implements Proof {

  static SessionClaims of(JsonWebToken token) {
    try {
      return new SessionClaims(
          UUID.fromString(token.getSubject()),
          new TenantId(UUID.fromString(token.getClaim("tid"))),
          UUID.fromString(token.getClaim("sid")),
          Instant.ofEpochSecond(token.getExpirationTime()));
    } catch (IllegalArgumentException | NullPointerException | ClassCastException malformed) {
      throw new AuthenticationFailedException("the token misses a claim", malformed);
    }
  }
}
