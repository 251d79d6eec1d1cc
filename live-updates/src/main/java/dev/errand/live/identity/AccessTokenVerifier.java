package dev.errand.live.identity;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.security.Key;
import java.time.Clock;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.UnresolvableKeyException;

/** Takes access tokens of this installation (RFC 9068) and no others. */
@Alternative
@Priority(1)
@ApplicationScoped
class AccessTokenVerifier extends JWTCallerPrincipalFactory {
  static final String TYPE = "at+jwt";
  private static final int SKEW_SECONDS = 5;
  // A token that says where its key is lets its maker choose the key.
  private static final List<String> FORBIDDEN_HEADERS =
      List.of("jku", "jwk", "x5u", "x5c", "crit", "zip");

  private final SigningKeys keys;
  private final TokenConfig config;
  private final Clock clock;

  AccessTokenVerifier(SigningKeys keys, TokenConfig config, Clock clock) {
    this.keys = keys;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public JWTCallerPrincipal parse(String token, JWTAuthContextInfo ignored) throws ParseException {
    try {
      return new DefaultJWTCallerPrincipal(TYPE, consumer().processToClaims(token));
    } catch (InvalidJwtException refused) {
      throw new ParseException("not an access token of this installation", refused);
    }
  }

  private JwtConsumer consumer() {
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver((jws, nesting) -> key(jws))
        .setJwsAlgorithmConstraints(
            new AlgorithmConstraints(
                ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
        .setExpectedType(true, TYPE)
        .setExpectedIssuer(true, config.issuer())
        .setExpectedAudience(true, config.audience())
        .setRequireSubject()
        .setRequireExpirationTime()
        .setRequireIssuedAt()
        .setRequireNotBefore()
        .setAllowedClockSkewInSeconds(SKEW_SECONDS)
        .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
        .build();
  }

  private Key key(JsonWebSignature jws) throws UnresolvableKeyException {
    String kid = jws.getKeyIdHeaderValue();
    if (kid == null || FORBIDDEN_HEADERS.stream().anyMatch(name -> carries(jws, name))) {
      throw new UnresolvableKeyException("the header names no key of ours");
    }
    return keys.find(kid)
        .orElseThrow(() -> new UnresolvableKeyException("unknown key"))
        .getPublicKey();
  }

  private static boolean carries(JsonWebStructure jws, String name) {
    return jws.getHeaders().getObjectHeaderValue(name) != null;
  }
}
