package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.me;
import static dev.errand.api.accounts.People.signedInUser;
import static org.hamcrest.Matchers.equalTo;

import dev.errand.api.PostgresResource;
import dev.errand.live.identity.SigningKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AccessTokenAttackTest {
  @Inject SigningKeys keys;
  @Inject SettableClock clock;

  @AfterEach
  void backToNow() {
    clock.reset();
  }

  @Test
  void ourOwnTokenIsTaken() throws Exception {
    me(forged(jws -> {}, claims -> {})).then().statusCode(200);
  }

  @Test
  void nobodyAndNonsenseAreRefused() {
    for (String token : new String[] {"", "x", "a.b.c", "..", "e30.e30.e30"}) {
      me(token)
          .then()
          .statusCode(401)
          .header("WWW-Authenticate", "Bearer")
          .contentType("application/problem+json")
          .body("code", equalTo("unauthenticated"));
    }
  }

  @Test
  void anUnsignedTokenIsRefused() throws Exception {
    me(forged(
            jws -> {
              jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
              jws.setAlgorithmHeaderValue("none");
              jws.setKey(null);
            },
            claims -> {}))
        .then()
        .statusCode(401);
  }

  @Test
  void aTokenSignedWithThePublicKeyAsSecretIsRefused() throws Exception {
    byte[] publicKey = keys.newest().getPublicKey().getEncoded();
    me(forged(
            jws -> {
              jws.setAlgorithmHeaderValue("HS256");
              jws.setKey(new HmacKey(publicKey));
            },
            claims -> {}))
        .then()
        .statusCode(401);
  }

  @Test
  void aStrangersKeyIsRefusedUnderOurIdAndUnderItsOwn() throws Exception {
    EllipticCurveJsonWebKey stranger = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    me(forged(jws -> jws.setKey(stranger.getPrivateKey()), claims -> {})).then().statusCode(401);
    me(forged(
            jws -> {
              jws.setKey(stranger.getPrivateKey());
              jws.setKeyIdHeaderValue("elsewhere");
            },
            claims -> {}))
        .then()
        .statusCode(401);
  }

  @Test
  void aTokenThatBringsItsKeyIsRefused() throws Exception {
    me(forged(jws -> jws.setHeader("jku", "https://evil.example/keys"), claims -> {}))
        .then()
        .statusCode(401);
    me(forged(jws -> jws.setHeader("x5u", "https://evil.example/cert"), claims -> {}))
        .then()
        .statusCode(401);
  }

  @Test
  void anotherTypeOfTokenIsRefused() throws Exception {
    me(forged(jws -> jws.setHeader("typ", "JWT"), claims -> {})).then().statusCode(401);
    me(forged(jws -> jws.setHeader("typ", "verify+jwt"), claims -> {})).then().statusCode(401);
  }

  @Test
  void wrongClaimsAreRefused() throws Exception {
    me(forged(jws -> {}, claims -> claims.setAudience("another"))).then().statusCode(401);
    me(forged(jws -> {}, claims -> claims.setIssuer("another"))).then().statusCode(401);
    me(forged(jws -> {}, claims -> claims.setExpirationTimeMinutesInTheFuture(-1)))
        .then()
        .statusCode(401);
    me(forged(jws -> {}, claims -> claims.unsetClaim("exp"))).then().statusCode(401);
    me(forged(jws -> {}, claims -> claims.setNotBeforeMinutesInThePast(-5))).then().statusCode(401);
    me(forged(jws -> {}, claims -> claims.setSubject("not an id"))).then().statusCode(401);
    me(forged(jws -> {}, claims -> claims.unsetClaim("sid"))).then().statusCode(401);
    me(forged(jws -> {}, claims -> claims.setIssuedAt(NumericDate.fromSeconds(9_999_999_999L))))
        .then()
        .statusCode(401);
  }

  @Test
  void aTamperedRoleIsRefused() {
    String token = signedInUser().path("accessToken");
    String[] parts = token.split("\\.");
    String claims =
        new String(
            Base64.getUrlDecoder().decode(parts[1]), java.nio.charset.StandardCharsets.UTF_8);
    String admin = claims.replace("\"adm\":false", "\"adm\":true");
    String body =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(admin.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    me(parts[0] + "." + body + "." + parts[2]).then().statusCode(401);
  }

  @Test
  void aTokenThatWasTakenBeforeExpiresAllTheSame() {
    String token = signedInUser().path("accessToken");
    me(token).then().statusCode(200);
    clock.forward(Duration.ofMinutes(16));
    me(token).then().statusCode(401);
  }

  // A token of a real session, changed and signed anew.
  private String forged(Consumer<JsonWebSignature> header, Consumer<JwtClaims> body)
      throws Exception {
    String real = signedInUser().path("accessToken");
    JwtClaims claims =
        new JwtConsumerBuilder()
            .setSkipSignatureVerification()
            .setSkipAllValidators()
            .build()
            .processToClaims(real);
    body.accept(claims);
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setAlgorithmHeaderValue("ES256");
    jws.setHeader("typ", "at+jwt");
    jws.setKeyIdHeaderValue(keys.newest().getKeyId());
    jws.setKey(keys.newest().getPrivateKey());
    header.accept(jws);
    return jws.getCompactSerialization();
  }
}
