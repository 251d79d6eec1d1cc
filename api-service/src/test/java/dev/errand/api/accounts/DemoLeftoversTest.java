package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.PASSWORD;
import static dev.errand.api.accounts.People.as;
import static dev.errand.api.accounts.People.json;
import static dev.errand.api.accounts.People.login;
import static dev.errand.api.accounts.People.newEmail;
import static dev.errand.api.accounts.People.refresh;
import static dev.errand.api.accounts.People.userId;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.PostgresResource;
import dev.errand.live.start.DemoLogins;
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
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a demo is found in a database, and what becomes of it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DemoLeftoversTest {
  @Inject DemoLeftovers leftovers;
  @Inject FirstUsers firstUsers;
  @Inject DataSource database;

  @AfterEach
  void giveTheAddressBack() throws SQLException {
    count(
        "with gone as (update app_user set email = id || '@gone.test' where email = ? returning id)"
            + " select count(*) from gone",
        DemoLogins.USER_EMAIL);
  }

  @Test
  void loginThatEverybodyKnowsIsFoundAndRemoved() throws Throwable {
    make(DemoLogins.USER_PASSWORD);
    Response pair = login(DemoLogins.USER_EMAIL, DemoLogins.USER_PASSWORD);
    String key =
        as(pair)
            .body(Map.of("name", "left behind", "scopes", List.of("jobs:read")))
            .post("/api/v1/api-keys")
            .then()
            .statusCode(201)
            .extract()
            .path("key");
    jobs(key).then().statusCode(200);

    List<UserEntity> found = run(leftovers::find);
    assertThat(found).extracting(user -> user.id).containsExactly(userId(pair));
    assertThat(run(() -> leftovers.remove(found.getFirst()))).isTrue();
    assertThat(run(() -> leftovers.remove(found.getFirst()))).as("once more").isFalse();

    assertThat(run(leftovers::find)).isEmpty();
    login(DemoLogins.USER_EMAIL, DemoLogins.USER_PASSWORD).then().statusCode(403);
    refresh(pair.path("refreshToken")).then().statusCode(401);
    String user = userId(pair).toString();
    assertThat(
            count(
                "select count(*) from session where revoked_at is null and user_id = ?::uuid",
                user))
        .isZero();
    assertThat(
            count(
                "select count(*) from api_key where revoked_at is null and user_id = ?::uuid",
                user))
        .isZero();
    assertThat(
            count(
                "select count(*) from audit where action = 'user.demo-removed' and subject = ?",
                "user:" + user))
        .isOne();
  }

  @Test
  void loginWithAPasswordOfItsOwnStays() throws Throwable {
    make(PASSWORD);

    assertThat(run(leftovers::find)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {DemoLogins.USER_PASSWORD, DemoLogins.ADMIN_PASSWORD})
  void nobodyChoosesAKnownPassword(String known) {
    json(Map.of("email", newEmail(), "password", known))
        .post("/api/v1/auth/signup")
        .then()
        .statusCode(422);
  }

  // Else a stranger could sign up so that the next start is refused.
  @Test
  void addressThatNobodyVerifiedIsNoLeftover() throws Throwable {
    make(DemoLogins.USER_PASSWORD);
    assertThat(
            count(
                "with begun as (update app_user set email_verified_at = null where email = ?"
                    + " returning id) select count(*) from begun",
                DemoLogins.USER_EMAIL))
        .isOne();

    assertThat(run(leftovers::find)).isEmpty();
  }

  private void make(String password) throws Throwable {
    var newcomer = new FirstUsers.Newcomer("Demo", DemoLogins.USER_EMAIL, password, false);
    assertThat(run(() -> firstUsers.make(newcomer))).isPresent();
  }

  private static Response jobs(String key) {
    return given().header("Authorization", "Bearer " + key).get("/api/v1/jobs");
  }

  private static <T> T run(Supplier<Uni<T>> work) throws Throwable {
    return VertxContextSupport.subscribeAndAwait(work);
  }

  private long count(String sql, String parameter) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getLong(1);
      }
    }
  }
}
