package dev.errand.api.accounts;

import static dev.errand.api.accounts.People.PASSWORD;
import static dev.errand.api.accounts.People.forgot;
import static dev.errand.api.accounts.People.json;
import static dev.errand.api.accounts.People.linkToken;
import static dev.errand.api.accounts.People.login;
import static dev.errand.api.accounts.People.newEmail;
import static dev.errand.api.accounts.People.newestMail;
import static dev.errand.api.accounts.People.signUp;
import static dev.errand.api.accounts.People.verifiedUser;
import static dev.errand.api.accounts.People.verifyLink;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.errand.api.PostgresResource;
import dev.errand.api.jobs.JobCalls;
import dev.errand.api.mail.Mails;
import dev.errand.live.mail.Mail;
import dev.errand.live.mail.MailOrder;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Database;
import dev.errand.store.worker.KnownType;
import dev.errand.store.worker.RegisterWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails as jobs: what is ordered when, and what becomes of it. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class MailOrdersTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Mailroom mailroom;
  @Inject Mails mails;
  @Inject Database database;

  @BeforeEach
  void nothingIsWaiting() {
    mailroom.deliver();
  }

  @ParameterizedTest
  @ValueSource(strings = {"forgot-password", "resend-verification"})
  void knownAndUnknownAddressesCostTheSame(String call) {
    String known = verifiedUser();
    String unknown = newEmail();
    mailroom.deliver();

    List<Long> first = written(() -> ask(call, known));
    List<Long> second = written(() -> ask(call, unknown));

    assertThat(first).as("jobs and challenges").containsExactly(1L, 0L);
    assertThat(second).isEqualTo(first);
    assertThat(mailroom.claim().stream().map(ClaimedJob::data).toList())
        .hasSize(2)
        .anyMatch(data -> data.contains(known))
        .anyMatch(data -> data.contains(unknown));
  }

  private List<Long> written(Runnable call) {
    long jobs = jobs();
    long challenges = challenges();
    call.run();
    return List.of(jobs() - jobs, challenges() - challenges);
  }

  private static void ask(String call, String email) {
    json(Map.of("email", email)).post("/api/v1/auth/" + call).then().statusCode(202);
  }

  @Test
  void aSignUpOrdersOneMailEitherWay() {
    String email = verifiedUser();
    mailroom.deliver();
    long before = jobs();
    signUp(email);
    signUp(newEmail());
    assertThat(jobs() - before).isEqualTo(2);
  }

  @Test
  void anUnknownAddressGetsNothing() {
    String email = newEmail();
    forgot(email).then().statusCode(202);
    assertThat(newestMail(email, "subject")).isNull();
  }

  @Test
  void anAttemptThatIsMadeAgainSendsTheSameMail() {
    String email = newEmail();
    signUp(email);
    ClaimedJob job = mailroom.claim().getFirst();

    Mail first = mailroom.write(job).orElseThrow();
    Mail second = mailroom.write(job).orElseThrow();

    assertThat(second).isEqualTo(first);
    assertThat(second.codes()).hasSize(1);
    mailroom.deliver(job);
    verifyLink(linkToken(email)).then().statusCode(200);
    assertThat(mailroom.write(job)).as("after it was used").isEmpty();
  }

  @Test
  void aLateMailDoesNotBringAnOldPasswordBackToLife() {
    String email = newEmail();
    signUp(email);
    ClaimedJob late = mailroom.claim().getFirst();
    json(Map.of("email", email, "password", "somebody else's words"))
        .post("/api/v1/auth/signup")
        .then()
        .statusCode(202);

    assertThat(mailroom.write(late)).isEmpty();

    verifyLink(linkToken(email)).then().statusCode(200);
    login(email, "somebody else's words").then().statusCode(200);
  }

  @Test
  void aLinkFromBeforeTheNewestSignUpVerifiesNothing() {
    String email = newEmail();
    signUp(email);
    String old = linkToken(email);
    json(Map.of("email", email, "password", "somebody else's words"))
        .post("/api/v1/auth/signup")
        .then()
        .statusCode(202);

    verifyLink(old).then().statusCode(400);

    login(email, "somebody else's words").then().statusCode(403);
  }

  @Test
  void theDataOfAJobHasNoSecretAndTheDatabaseNeitherLinkNorCode() {
    String email = newEmail();
    signUp(email);
    ClaimedJob job = mailroom.claim().getFirst();
    Mail mail = mailroom.write(job).orElseThrow();
    String token = mail.links().getFirst().replaceAll(".*token=", "");

    assertThat(job.data()).doesNotContain(token, mail.codes().getFirst(), PASSWORD);
    assertThat(
            (String)
                Challenged.one(database, "select c::text from challenge c where email = $1", email))
        .doesNotContain(token, mail.codes().getFirst());
  }

  @Test
  void aNewAddressCountsOnceItIsVerified() {
    String email = verifiedUser();
    String next = newEmail();
    UUID user = (UUID) Challenged.one(database, "select id from app_user where email = $1", email);
    mails.changeEmail(user, next).await().atMost(PATIENCE);
    String token = linkToken(next);
    login(next, PASSWORD).then().statusCode(401);

    verifyLink(token).then().statusCode(200);

    login(next, PASSWORD).then().statusCode(200).body("user.email", equalTo(next));
    login(email, PASSWORD).then().statusCode(401);
  }

  @Test
  void anAddressThatSomebodyElseHasMeanwhileIsRefused() {
    String email = verifiedUser();
    String next = newEmail();
    UUID user = (UUID) Challenged.one(database, "select id from app_user where email = $1", email);
    mails.changeEmail(user, next).await().atMost(PATIENCE);
    String token = linkToken(next);
    signUp(next);

    verifyLink(token).then().statusCode(409).body("code", equalTo("state_conflict"));
  }

  @Test
  void anInvitationHasTheLinkOfItsJob() {
    String email = newEmail();
    mails.order(MailOrder.invitation(email, "Tea\r\nhouse", "Ada", false)).await().atMost(PATIENCE);
    assertThat(newestMail(email, "links[0]")).contains("/invite?token=");
    assertThat(newestMail(email, "text")).contains("Ada invites you to work with \"Tea house\"");
  }

  @Test
  void typesOfOurOwnAreUnknownToCallers() {
    RegisterWorker.run(
            database.engine(),
            new RegisterWorker.Introduction(
                "test", "localhost", "test", 1, List.of(new KnownType("errand.mail", null, 5))))
        .await()
        .atMost(PATIENCE);
    JobCalls caller = JobCalls.of(verifiedUser(), PASSWORD);
    String job =
        "{\"type\":\"errand.mail\",\"data\":{\"mail\":\"verify-email\",\"email\":\"a@b.c\"}}";
    caller
        .submit(job)
        .then()
        .statusCode(422)
        .body("code", equalTo("unknown_type"))
        .body("errors[0].detail", not(containsString("mean")));
    caller
        .call()
        .body("{\"name\":\"m\",\"every\":\"PT1H\",\"job\":" + job + "}")
        .post("/api/v1/schedules")
        .then()
        .statusCode(422)
        .body("code", equalTo("unknown_type"));
  }

  @Test
  void noTenantSeesThem() {
    JobCalls caller = JobCalls.of(verifiedUser(), PASSWORD);
    caller.get("/jobs?queue=mail").then().statusCode(200).body("items.size()", equalTo(0));
    caller.get("/queues/mail").then().statusCode(404);
  }

  @Test
  void badAddressesAreRefused() {
    for (String email : List.of("nobody", "a@b.org\r\nBcc: x@y.org", "a@b.org,c@d.org")) {
      forgot(email).then().statusCode(422).body("errors[0].pointer", equalTo("#/email"));
    }
    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/auth/forgot-password")
        .then()
        .statusCode(422);
  }

  private long jobs() {
    return (Long)
        Challenged.one(
            database, "select count(*) from job where tenant_id = $1", TenantId.SYSTEM.value());
  }

  private long challenges() {
    return (Long) Challenged.one(database, "select count(*) from challenge");
  }
}
