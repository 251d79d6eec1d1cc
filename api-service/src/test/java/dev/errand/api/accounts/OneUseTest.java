package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.code;
import static dev.errand.api.accounts.People.linkToken;
import static dev.errand.api.accounts.People.newEmail;
import static dev.errand.api.accounts.People.refresh;
import static dev.errand.api.accounts.People.signUp;
import static dev.errand.api.accounts.People.signedInUser;
import static dev.errand.api.accounts.People.verifyCode;
import static dev.errand.api.accounts.People.verifyLink;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.api.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class OneUseTest {
  private static final int AT_ONCE = 50;

  @Test
  void ofParallelUsesOfALinkOneSucceeds() throws Exception {
    String email = newEmail();
    signUp(email);
    String token = linkToken(email);

    List<Integer> statuses = together(() -> verifyLink(token));

    assertThat(statuses).containsOnlyOnce(200).contains(400).hasSize(AT_ONCE);
    assertThat(statuses).allMatch(status -> status == 200 || status == 400);
  }

  @Test
  void ofParallelUsesOfACodeOneSucceeds() throws Exception {
    String email = newEmail();
    signUp(email);
    String code = code(email);

    List<Integer> statuses = together(() -> verifyCode(email, code));

    assertThat(statuses).containsOnlyOnce(200);
    assertThat(statuses).allMatch(status -> status == 200 || status == 400);
  }

  @Test
  void parallelGuessesCannotOutrunTheCount() throws Exception {
    String email = newEmail();
    signUp(email);
    String right = code(email);
    String wrong = right.equals("000000") ? "000001" : "000000";

    together(() -> verifyCode(email, wrong));

    assertThat(verifyCode(email, right).statusCode()).isEqualTo(400);
  }

  @Test
  void ofParallelRefreshesOneSucceedsAndTheOthersRaced() throws Exception {
    String token = signedInUser().path("refreshToken");

    List<Integer> statuses = together(() -> refresh(token));

    assertThat(statuses).containsOnlyOnce(200);
    assertThat(statuses).allMatch(status -> status == 200 || status == 409);
  }

  @Test
  void ofParallelSignUpsAllGetTheSameAnswer() throws Exception {
    String email = newEmail();
    List<Integer> statuses =
        Together.ask(
            8,
            () ->
                People.json(java.util.Map.of("email", email, "password", People.PASSWORD))
                    .post("/api/v1/auth/signup"));
    assertThat(statuses).containsOnly(202);
  }

  private static List<Integer> together(Supplier<Response> request) throws Exception {
    return Together.ask(AT_ONCE, request);
  }
}
