package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.PASSWORD;
import static dev.errand.api.accounts.People.json;
import static dev.errand.api.accounts.People.linkToken;
import static dev.errand.api.accounts.People.login;
import static dev.errand.api.accounts.People.newEmail;
import static dev.errand.api.accounts.People.verifiedUser;
import static dev.errand.api.accounts.People.verifyLink;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.errand.api.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class LoginDelayTest {
  private static final String WRONG = "not the right one";

  @Inject DataSource database;

  @Test
  void afterFiveWrongPasswordsTheRightOneHasToWaitToo() throws SQLException {
    String email = verifiedUser();
    fiveWrong(email);

    Response refused = login(email, PASSWORD);

    refused.then().statusCode(429).body("code", equalTo("too_many_attempts"));
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(5, 10);
    allWaitsPass();
    login(email, PASSWORD).then().statusCode(200);
    fiveWrong(email);
  }

  @Test
  void anUnknownLoginIsTreatedAlike() {
    String nobody = newEmail();
    fiveWrong(nobody);
    login(nobody, WRONG).then().statusCode(429).body("code", equalTo("too_many_attempts"));
  }

  @Test
  void theRightPasswordClearsTheCount() {
    String email = verifiedUser();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 4; i++) {
        login(email, WRONG).then().statusCode(401);
      }
      login(email, PASSWORD).then().statusCode(200);
    }
  }

  @Test
  void bothNamesOfAnAccountCountTogether() {
    String email = newEmail();
    String username = "u" + UUID.randomUUID().toString().substring(0, 12);
    json(Map.of("email", email, "username", username, "password", PASSWORD))
        .post("/api/v1/auth/signup");
    verifyLink(linkToken(email));
    for (int i = 0; i < 5; i++) {
      login(i % 2 == 0 ? email : username, WRONG).then().statusCode(401);
    }
    login(username, PASSWORD).then().statusCode(429);
  }

  @Test
  void ofFiftyGuessesAtOnceAtMostFiveAreLookedAt() throws Exception {
    String email = verifiedUser();

    List<Integer> statuses = Together.all(50, i -> login(email, WRONG).statusCode());

    assertThat(statuses.stream().filter(status -> status == 401)).hasSizeLessThanOrEqualTo(5);
    assertThat(statuses).containsOnly(401, 429);
  }

  @Test
  void noLoginAndNoAddressRestsInTheClear() throws SQLException {
    String nobody = newEmail();
    login(nobody, WRONG).then().statusCode(401);
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select count(*), min(length(subject)) from guess")) {
      rows.next();
      assertThat(rows.getInt(1)).isPositive();
      assertThat(rows.getInt(2)).isEqualTo(32);
    }
  }

  private static void fiveWrong(String login) {
    for (int i = 0; i < 5; i++) {
      login(login, WRONG).then().statusCode(401);
    }
  }

  private void allWaitsPass() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "update guess set blocked_until = now() where blocked_until is not null"))
          .isPositive();
    }
  }
}
