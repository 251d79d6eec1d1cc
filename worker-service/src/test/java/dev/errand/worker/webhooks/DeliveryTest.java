package dev.errand.worker.webhooks;

import static dev.errand.worker.database.WorkerDatabase.get;
import static dev.errand.worker.database.WorkerDatabase.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.errand.live.webhook.WebhookSecret;
import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.DeliveryState;
import dev.errand.model.webhook.WebhookId;
import dev.errand.store.lease.FinishAttempts;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.webhook.Delivery;
import dev.errand.store.webhook.ForgetDeliveries;
import dev.errand.store.webhook.ListSendings;
import dev.errand.worker.outgoing.Names;
import dev.errand.worker.outgoing.Receiver;
import dev.errand.worker.outgoing.Receiver.Received;
import java.net.http.HttpHeaders;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages to receivers that behave, and to others. */
class DeliveryTest {
  private final WebhookSecret secret = WebhookSecret.random(new SecureRandom());
  private final TenantId ann = tenant();
  private Receiver receiver;
  private Hooks hooks;

  @BeforeEach
  void open() {
    receiver = new Receiver();
    hooks = new Hooks(new Names().then("127.0.0.1"), "127.0.0.0/8");
  }

  @AfterEach
  void close() {
    hooks.close();
    receiver.close();
  }

  @Test
  void theBodySaysWhatHappened() throws Exception {
    WebhookId webhook = hooks.listen(ann, url());
    JobId job = hooks.data.submit(ann, Start.NOW, 1).getFirst();

    assertThat(hooks.tell()).isOne();
    hooks.deliver();

    assertThat(receiver.received()).hasSize(1);
    assertThat(receiver.last().body())
        .startsWith("{\"type\":\"job.submitted\",\"timestamp\":\"")
        .contains("\"data\":{\"job\":{\"id\":\"" + job + "\"", "\"state\":\"pending\"");
    Delivery delivery = hooks.deliveries(ann, webhook).getFirst();
    assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(delivery.status()).isEqualTo(200);
    assertThat(receiver.last().headers())
        .containsEntry("webhook-id", delivery.message().toString())
        .containsEntry("content-type", "application/json")
        .containsKey("traceparent");
  }

  @Test
  void anIndependentLibraryVerifiesTheSignature() throws Exception {
    hooks.listen(ann, url(), secret);
    hooks.data.submit(ann, Start.NOW, 1);
    hooks.tell();
    hooks.deliver();

    verify(secret, receiver.last());
    WebhookSecret other = WebhookSecret.random(new SecureRandom());
    assertThatThrownBy(() -> verify(other, receiver.last()))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void whileASecretIsReplacedBothAreGood() throws Exception {
    WebhookId webhook = hooks.listen(ann, url(), secret);
    WebhookSecret fresh = WebhookSecret.random(new SecureRandom());
    hooks.rotate(webhook, fresh, Duration.ofHours(24));
    hooks.data.submit(ann, Start.NOW, 1);
    hooks.tell();
    hooks.deliver();

    verify(secret, receiver.last());
    verify(fresh, receiver.last());
  }

  @Test
  void afterwardsOnlyTheNewOneIs() throws Exception {
    WebhookId webhook = hooks.listen(ann, url(), secret);
    WebhookSecret fresh = WebhookSecret.random(new SecureRandom());
    hooks.rotate(webhook, fresh, Duration.ZERO);
    hooks.data.submit(ann, Start.NOW, 1);
    hooks.tell();
    hooks.deliver();

    verify(fresh, receiver.last());
    assertThatThrownBy(() -> verify(secret, receiver.last()))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void whatFailsIsSentAgainUnderTheSameId() throws Exception {
    WebhookId webhook = hooks.listen(ann, url());
    receiver.answers(500, 200);
    hooks.data.submit(ann, Start.NOW, 1);
    hooks.tell();

    hooks.deliver();
    Delivery failed = hooks.deliveries(ann, webhook).getFirst();
    assertThat(failed.state()).isEqualTo(DeliveryState.PENDING);
    assertThat(failed.nextAttemptAt()).isNotNull();
    hooks.letTimePass();
    hooks.deliver();

    assertThat(receiver.received())
        .hasSize(2)
        .extracting(sent -> sent.headers().get("webhook-id"))
        .containsOnly(failed.message().toString());
    assertThat(receiver.received()).extracting(Received::body).containsOnly(receiver.last().body());
    Delivery done = hooks.deliveries(ann, webhook).getFirst();
    assertThat(done.state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(done.attempts()).isEqualTo(2);
    List<ListSendings.Sending> log =
        get(ListSendings.run(hooks.data.database().engine(), ann, done.id()));
    assertThat(log).extracting(ListSendings.Sending::status).containsExactly(500, 200);
    assertThat(log.getFirst().responseBody()).isEqualTo("said 500");
    assertThat(log.getFirst().requestHeaders()).contains("webhook-signature");
    assertThat(log.getFirst().error()).contains("500");
  }

  @Test
  void theReceiverSaysWhenToComeAgain() throws Exception {
    hooks.listen(ann, url());
    receiver.answers(429, Map.of("Retry-After", "3600"));
    hooks.data.submit(ann, Start.NOW, 1);
    hooks.tell();

    AttemptOutcome outcome = hooks.deliver(hooks.claim(1).getFirst());

    assertThat(outcome).isInstanceOf(AttemptOutcome.Retried.class);
    assertThat(((AttemptOutcome.Retried) outcome).delay()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void whoIsGoneIsToldNothingMoreAndItsOwnerIsWrittenTo() throws Exception {
    hooks.owner(ann, "ann@example.org");
    WebhookId webhook = hooks.listen(ann, url());
    receiver.answers(410);
    hooks.data.submit(ann, Start.NOW, 3);
    hooks.tell();

    hooks.deliver();
    hooks.data.submit(ann, Start.NOW, 1);

    assertThat(receiver.received()).hasSize(1);
    assertThat(hooks.tell()).isZero();
    assertThat(hooks.deliveries(ann, webhook))
        .extracting(Delivery::state)
        .containsOnly(DeliveryState.FAILED);
    assertThat(
            hooks.data.count(
                """
                select count(*) from job
                where type = 'errand.mail' and data like '%webhook-disabled%ann@example.org%410%'
                """))
        .isOne();
  }

  @Test
  void aRedirectInwardIsNotFollowed() throws Exception {
    WebhookId webhook = hooks.listen(ann, url());
    receiver.answers(
        307, Map.of("Location", "http://127.0.0.1:" + receiver.port() + "/latest/meta-data"));
    hooks.data.submit(ann, Start.NOW, 1);
    hooks.tell();

    hooks.deliver();

    assertThat(receiver.received()).extracting(Received::path).containsExactly("/hook");
    assertThat(hooks.deliveries(ann, webhook).getFirst().status()).isEqualTo(307);
  }

  @Test
  void aNameThatTurnsInwardAfterItsRegistrationIsNotCalled() throws Exception {
    try (Hooks strict = new Hooks(new Names().then("127.0.0.1"))) {
      WebhookId webhook = strict.listen(ann, url());
      strict.data.submit(ann, Start.NOW, 1);
      strict.tell();

      strict.deliver();

      assertThat(receiver.received()).isEmpty();
      assertThat(strict.deliveries(ann, webhook).getFirst().error()).contains("public addresses");
    }
  }

  @Test
  void ofAnEndlessAnswerTheBeginningIsKept() throws Exception {
    WebhookId webhook = hooks.listen(ann, url());
    receiver.answersForEver();
    hooks.data.submit(ann, Start.NOW, 1);
    hooks.tell();

    hooks.deliver();

    Delivery delivery = hooks.deliveries(ann, webhook).getFirst();
    assertThat(delivery.state()).isEqualTo(DeliveryState.DELIVERED);
    assertThat(
            hooks.data.count(
                "select max(octet_length(response_body))::bigint from webhook_attempt"))
        .isEqualTo(64 << 10);
  }

  @Test
  void anEndpointThatHangsHoldsFiveAttemptsAndNoOtherEndpoints() throws Exception {
    TenantId eve = tenant();
    WebhookId hanging = hooks.listen(eve, url());
    WebhookId other = hooks.listen(ann, url());
    hooks.data.submit(eve, Start.NOW, 40);
    hooks.data.submit(ann, Start.NOW, 3);
    hooks.tell();

    // Nobody ends these: they hang. Whatever is claimed later can only be the other's.
    Map<Boolean, List<ClaimedJob>> first =
        hooks.claim(100).stream().collect(Collectors.partitioningBy(job -> of(hanging, job)));

    assertThat(first.get(true)).hasSize(5);
    assertThat(first.get(false)).hasSize(3);
    for (ClaimedJob job : first.get(false)) {
      hooks.deliver(job);
    }
    assertThat(hooks.deliveries(ann, other))
        .hasSize(3)
        .extracting(Delivery::state)
        .containsOnly(DeliveryState.DELIVERED);
    assertThat(hooks.claim(100)).isEmpty();
    assertThat(hooks.deliver(first.get(true).getFirst()))
        .isInstanceOf(AttemptOutcome.Completed.class);
    assertThat(hooks.claim(100)).as("one has room now").hasSize(1);
  }

  private boolean of(WebhookId webhook, ClaimedJob job) {
    return hooks.data.count(
            "select count(*) from webhook_delivery where id = $1 and webhook_id = $2",
            job.lease().job().value(),
            webhook.value())
        == 1;
  }

  @Test
  void onlyJobsOfItsQueueAndTypeAreToldAndOnlyToTheirTenant() throws Exception {
    WebhookId otherQueue = hooks.listen(ann, url());
    WebhookId otherType = hooks.listen(ann, url());
    WebhookId fitting = hooks.listen(ann, url());
    WebhookId foreign = hooks.listen(tenant(), url());
    hooks.data.query("update webhook set queue = 'q' where id = $1", otherQueue.value());
    hooks.data.query("update webhook set job_type = 't' where id = $1", otherType.value());
    hooks.data.query(
        "update webhook set queue = 'default', job_type = 'noop' where id = $1", fitting.value());

    hooks.data.submit(ann, Start.NOW, 1);
    hooks.tell();

    assertThat(hooks.data.count("select count(*) from webhook_delivery")).isOne();
    assertThat(hooks.deliveries(ann, fitting)).hasSize(1);
    assertThat(hooks.deliveries(ann, foreign)).isEmpty();
  }

  @Test
  void whatItIsToldOfDoesNotChangeWithTheJob() {
    WebhookId webhook = hooks.listen(ann, url());
    hooks.data.fail(ann, 1);

    hooks.tell();

    List<String> bodies = hooks.deliveries(ann, webhook).stream().map(hooks::body).toList();
    assertThat(bodies).hasSize(2);
    assertThat(bodies.getFirst()).contains("job.failed", "\"state\":\"failed\"", "it broke");
    assertThat(bodies.getLast())
        .contains("job.submitted", "\"state\":\"pending\"", "\"attempt\":0")
        .doesNotContain("it broke");
  }

  @Test
  void whatIsTriedAgainSaysWhy() {
    WebhookId webhook = hooks.listen(ann, url());
    hooks.data.query("update webhook set events = array ['job.retrying']");
    hooks.data.submit(ann, Start.NOW, 1);
    var error = new AttemptError("broken", "it broke");
    ClaimedJob job = hooks.data.claim(1).getFirst();
    var ending = new Ending(job.lease(), new AttemptOutcome.Retried(error, Duration.ofHours(1)));
    get(FinishAttempts.run(hooks.data.database().completions(), List.of(ending)));

    hooks.tell();

    assertThat(hooks.body(hooks.deliveries(ann, webhook).getFirst()))
        .contains("job.retrying", "\"state\":\"retrying\"", "\"attempt\":1", "it broke");
  }

  @Test
  void aWebhookThatIsDeletedIsToldNothingMore() throws Exception {
    WebhookId webhook = hooks.listen(ann, url());
    hooks.data.submit(ann, Start.NOW, 1);
    hooks.tell();
    hooks.data.query("delete from webhook where id = $1", webhook.value());

    hooks.deliver();

    assertThat(receiver.received()).isEmpty();
  }

  @Test
  void oldDeliveriesAreForgottenWithTheirLog() throws Exception {
    hooks.listen(ann, url());
    hooks.data.submit(ann, Start.NOW, 2);
    hooks.tell();
    hooks.deliver();

    assertThat(forget(Duration.ofDays(1))).isZero();
    assertThat(forget(Duration.ofSeconds(-5))).isEqualTo(2);
    assertThat(hooks.data.count("select count(*) from webhook_attempt")).isZero();
  }

  private int forget(Duration age) {
    return get(ForgetDeliveries.run(hooks.data.database().engine(), age, 100));
  }

  private static void verify(WebhookSecret secret, Received message)
      throws WebhookVerificationException {
    Map<String, List<String>> headers = new HashMap<>();
    message.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    new Webhook(secret.text())
        .verify(message.body(), HttpHeaders.of(headers, (name, value) -> true).map());
  }

  private String url() {
    return "http://receiver.test:" + receiver.port() + "/hook";
  }
}
