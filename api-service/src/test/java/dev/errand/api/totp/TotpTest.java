package dev.errand.api.totp;

import static dev.errand.api.accounts.People.PASSWORD;
import static dev.errand.api.accounts.People.as;
import static dev.errand.api.accounts.People.signedInUser;
import static dev.errand.api.accounts.People.userId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.errand.api.PostgresResource;
import dev.errand.api.accounts.People;
import dev.errand.api.accounts.SettableClock;
import dev.errand.api.accounts.Together;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.commons.codec.binary.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class TotpTest {
  private static final String PATH = "/api/v1/auth/totp";

  @Inject TotpFactor factor;
  @Inject SettableClock clock;
  @Inject DataSource database;

  private final Base32 base32 = Base32.builder().get();

  @AfterEach
  void backToNow() {
    clock.reset();
  }

  @Test
  void anAppCountsOnceItsCodeIsConfirmed() {
    Response pair = signedInUser();
    Response begun = as(pair).post(PATH);
    String secret = begun.path("secret");
    begun.then().statusCode(200);
    assertThat(begun.<String>path("uri"))
        .startsWith("otpauth://totp/Errand:ada-")
        .contains("%40example.org?secret=" + secret + "&issuer=Errand")
        .endsWith("&algorithm=SHA1&digits=6&period=30");
    assertThat(base32.decode(secret)).hasSize(20);
    assertThat(isOn(pair)).isFalse();
    assertThat(proves(pair, code(secret))).isFalse();

    confirm(pair, code(secret)).then().statusCode(200).body("recoveryCodes", hasSize(10));

    assertThat(isOn(pair)).isTrue();
    as(pair).get("/api/v1/me").then().body("totpEnabled", equalTo(true));
    as(pair).post(PATH).then().statusCode(409).body("code", equalTo("state_conflict"));
  }

  @Test
  void aSignInAsksForIt() {
    Enrolled ada = enrolled();
    clock.forward(Duration.ofSeconds(60));
    String email = ada.pair().path("user.email");

    Response half = People.login(email, People.PASSWORD);
    half.then().statusCode(200).body("channels", hasItem("totp")).body("accessToken", nullValue());
    String challenge = half.path("challengeId");

    verify(challenge, "000000").then().statusCode(400).body("code", equalTo("invalid_code"));
    verify(challenge, code(ada.secret())).then().statusCode(200).body("user.email", equalTo(email));
    verify(challenge, ada.recovery().getFirst()).then().statusCode(400);
  }

  private static Response verify(String challenge, String code) {
    return People.json(Map.of("challengeId", challenge, "code", code))
        .post("/api/v1/auth/verify-otp");
  }

  @Test
  void aWrongCodeConfirmsNothing() {
    Response pair = signedInUser();
    confirm(pair, "123456").then().statusCode(400).body("code", equalTo("invalid_code"));
    String old = as(pair).post(PATH).path("secret");
    String secret = as(pair).post(PATH).path("secret");
    confirm(pair, code(old).equals(code(secret)) ? "000000" : code(old)).then().statusCode(400);
    confirm(pair, "12345").then().statusCode(422).body("errors[0].pointer", equalTo("#/code"));
    assertThat(isOn(pair)).isFalse();
    confirm(pair, code(secret)).then().statusCode(200);
  }

  @Test
  void ofParallelConfirmationsOneShowsCodes() throws Exception {
    Response pair = signedInUser();
    String secret = as(pair).post(PATH).path("secret");

    List<Integer> statuses = Together.all(4, i -> confirm(pair, code(secret)).statusCode());

    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 400);
  }

  @Test
  void aCodeProvesOnceAndNeitherDoesAnOlderOne() {
    Enrolled ada = enrolled();
    assertThat(proves(ada.pair(), code(ada.secret()))).as("the one that confirmed").isFalse();

    clock.forward(Duration.ofSeconds(60));
    String older = TotpCodes.at(base32.decode(ada.secret()), step() - 1);
    assertThat(proves(ada.pair(), code(ada.secret()))).isTrue();

    assertThat(proves(ada.pair(), code(ada.secret()))).isFalse();
    assertThat(proves(ada.pair(), older)).isFalse();
    clock.forward(Duration.ofSeconds(30));
    assertThat(proves(ada.pair(), " " + code(ada.secret()) + " ")).isTrue();
  }

  @Test
  void ofFiftyUsesOfACodeAtOnceOneProves() throws Exception {
    Enrolled ada = enrolled();
    clock.forward(Duration.ofSeconds(60));
    String code = code(ada.secret());

    List<Boolean> proved = Together.all(50, i -> provesOrWaits(ada.pair(), code));

    assertThat(proved).containsOnlyOnce(true);
  }

  @Test
  void aRecoveryCodeProvesOnceHoweverItIsTyped() throws Exception {
    Enrolled ada = enrolled();
    String code = ada.recovery().getFirst();
    assertThat(proves(ada.pair(), code.replace("-", " ").toUpperCase(Locale.ROOT))).isTrue();
    assertThat(proves(ada.pair(), code)).isFalse();

    List<Boolean> proved =
        Together.all(50, i -> provesOrWaits(ada.pair(), ada.recovery().getLast()));

    assertThat(proved).containsOnlyOnce(true);
    Enrolled bob = enrolled();
    assertThat(proves(bob.pair(), ada.recovery().get(1))).as("another's").isFalse();
  }

  @Test
  void wrongCodesAreCountedForTheUser() {
    Enrolled ada = enrolled();
    clock.forward(Duration.ofSeconds(60));
    String right = code(ada.secret());
    String wrong = right.equals("000000") ? "000001" : "000000";
    for (int i = 0; i < 5; i++) {
      assertThat(proves(ada.pair(), wrong)).isFalse();
    }
    assertThatThrownBy(() -> proves(ada.pair(), right))
        .isInstanceOfSatisfying(
            ErrandException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_ATTEMPTS));
  }

  @Test
  void itTakesThePasswordToDoWithout() {
    Enrolled ada = enrolled();
    as(ada.pair())
        .body(Map.of("password", "not the right one"))
        .delete(PATH)
        .then()
        .statusCode(403)
        .body("code", equalTo("wrong_password"));
    as(ada.pair()).body("{}").delete(PATH).then().statusCode(422);
    assertThat(isOn(ada.pair())).isTrue();

    as(ada.pair()).body(Map.of("password", PASSWORD)).delete(PATH).then().statusCode(204);

    assertThat(isOn(ada.pair())).isFalse();
    assertThat(proves(ada.pair(), ada.recovery().getFirst())).isFalse();
    as(ada.pair()).post(PATH).then().statusCode(200);
  }

  @Test
  void neitherSecretNorCodesRestInTheClear() throws SQLException {
    Enrolled ada = enrolled();
    UUID user = userId(ada.pair());
    byte[] resting = bytes("select secret from totp where user_id = ?", user).getFirst();
    assertThat(resting).hasSize(12 + 20 + 16);
    assertThat(HexFormat.of().formatHex(resting))
        .doesNotContain(HexFormat.of().formatHex(base32.decode(ada.secret())));
    assertThat(bytes("select code_hash from recovery_code where user_id = ?", user))
        .hasSize(10)
        .allMatch(hash -> hash.length == 32);
  }

  private record Enrolled(Response pair, String secret, List<String> recovery) {}

  private Enrolled enrolled() {
    Response pair = signedInUser();
    String secret = as(pair).post(PATH).path("secret");
    return new Enrolled(pair, secret, confirm(pair, code(secret)).path("recoveryCodes"));
  }

  private static Response confirm(Response pair, String code) {
    return as(pair).body(Map.of("code", code)).post(PATH + "/confirm");
  }

  private String code(String secret) {
    return TotpCodes.at(base32.decode(secret), step());
  }

  private long step() {
    return TotpCodes.step(clock.instant());
  }

  private boolean isOn(Response pair) {
    return onEventLoop(() -> factor.isOn(userId(pair)));
  }

  private boolean proves(Response pair, String code) {
    return onEventLoop(() -> factor.proves(userId(pair), code));
  }

  private boolean provesOrWaits(Response pair, String code) {
    try {
      return proves(pair, code);
    } catch (ErrandException wait) {
      return false;
    }
  }

  private static <T> T onEventLoop(Supplier<Uni<T>> work) {
    try {
      return VertxContextSupport.subscribeAndAwait(work);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new AssertionError(failure);
    }
  }

  private List<byte[]> bytes(String sql, UUID user) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, user);
      try (ResultSet rows = statement.executeQuery()) {
        List<byte[]> all = new ArrayList<>();
        while (rows.next()) {
          all.add(rows.getBytes(1));
        }
        return all;
      }
    }
  }
}
