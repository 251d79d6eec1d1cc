package dev.errand.api.accounts;

import dev.errand.live.identity.SigningKeys;
import dev.errand.live.identity.TokenConfig;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwk.EllipticCurveJsonWebKey;

/** Makes access tokens (RFC 9068). */
@ApplicationScoped
class AccessTokenIssuer {
  private final SigningKeys keys;
  private final TokenConfig config;
  private final Clock clock;

  AccessTokenIssuer(SigningKeys keys, TokenConfig config, Clock clock) {
    this.keys = keys;
    this.config = config;
    this.clock = clock;
  }

  String issue(UserEntity user, UUID session) {
    Instant now = clock.instant();
    EllipticCurveJsonWebKey key = keys.newest();
    return Jwt.issuer(config.issuer())
        .audience(config.audience())
        .subject(user.id.toString())
        .groups(user.admin ? Set.of("admin", user.role) : Set.of(user.role))
        .claim("tid", user.tenantId.toString())
        .claim("role", user.role)
        .claim("adm", user.admin)
        .claim("sid", session.toString())
        .claim("nbf", now.getEpochSecond())
        .issuedAt(now)
        .expiresAt(now.plus(config.access()))
        .jws()
        .header("typ", "at+jwt")
        .keyId(key.getKeyId())
        .algorithm(SignatureAlgorithm.ES256)
        .sign(key.getPrivateKey());
  }
}
