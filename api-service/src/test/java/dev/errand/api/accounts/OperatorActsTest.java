package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.PASSWORD;
import static dev.errand.api.accounts.People.login;
import static dev.errand.api.accounts.People.me;
import static dev.errand.api.accounts.People.refresh;
import static dev.errand.api.accounts.People.verifiedUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.errand.api.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class OperatorActsTest {
  @Inject DataSource database;

  @Test
  void aDeactivatedUserCannotLoginRefreshOrAsk() throws SQLException {
    String email = verifiedUser();
    Response pair = login(email, PASSWORD);

    run("update app_user set active = false where email = ?", email);

    login(email, PASSWORD).then().statusCode(403).body("code", equalTo("forbidden"));
    login(email, "not the right one").then().statusCode(401);
    refresh(pair.path("refreshToken")).then().statusCode(401);
    me(pair.path("accessToken")).then().statusCode(401);
  }

  @Test
  void anOutdatedHashIsMadeAnewAtLogin() throws SQLException {
    String email = verifiedUser();
    String weaker =
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ" + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    run("update app_user set password_hash = '" + weaker + "' where email = ?", email);

    login(email, "password").then().statusCode(200);

    assertThat(text("select password_hash from app_user where email = ?", email))
        .contains("m=19456");
    login(email, "password").then().statusCode(200);
  }

  @Test
  void noSecretRestsInTheClear() throws SQLException {
    String email = verifiedUser();
    String token = login(email, PASSWORD).path("refreshToken");
    String kept =
        text(
            "select encode(refresh_hash, 'escape') from session s join app_user u"
                + " on u.id = s.user_id where u.email = ?",
            email);
    assertThat(kept).doesNotContain(token);
    assertThat(text("select password_hash from app_user where email = ?", email))
        .doesNotContain(PASSWORD);
  }

  private void run(String sql, String email) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, email);
      assertThat(statement.executeUpdate()).isOne();
    }
  }

  private String text(String sql, String email) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, email);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getString(1);
      }
    }
  }
}
