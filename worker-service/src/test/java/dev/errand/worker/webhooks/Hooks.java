package dev.errand.worker.webhooks;

import static dev.errand.worker.database.WorkerDatabase.get;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.errand.live.chance.IdSource;
import dev.errand.live.identity.DerivedKeys;
import dev.errand.live.identity.SigningKeys;
import dev.errand.live.webhook.DeliveryOrder;
import dev.errand.live.webhook.Messages;
import dev.errand.live.webhook.SealedSecrets;
import dev.errand.live.webhook.WebhookSecret;
import dev.errand.live.wire.WireModule;
import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.WebhookId;
import dev.errand.store.lease.ClaimJobs;
import dev.errand.store.lease.ClaimJobs.Claimant;
import dev.errand.store.lease.FinishAttempts;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.lease.Rotation;
import dev.errand.store.webhook.FindDelivery;
import dev.errand.store.webhook.ListDeliveries;
import dev.errand.worker.database.WorkerDatabase;
import dev.errand.worker.handlers.PermanentFailure;
import dev.errand.worker.handlers.RecordingContext;
import dev.errand.worker.handlers.RetryAfter;
import dev.errand.worker.outgoing.Names;
import dev.errand.worker.outgoing.OutgoingCalls;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Webhooks on a real database, in the words of a test: the engine's part is played step by step.
 */
final class Hooks implements AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).addModule(new WireModule()).build();
  private static final IdSource IDS = WorkerDatabase::id;

  final WorkerDatabase data = new WorkerDatabase();
  private final SealedSecrets secrets;
  private final FanOut fanOut;
  private final DeliveryHandler handler;

  Hooks(Names names, String... allowed) {
    this(names.calls(allowed));
  }

  private Hooks(OutgoingCalls calls) {
    var keys = new SigningKeys(data.database(), new SecureRandom());
    get(keys.prepare());
    Clock clock = Clock.systemUTC();
    secrets = new SealedSecrets(keys, new DerivedKeys(keys), new SecureRandom());
    fanOut = new FanOut(data.database(), new Messages(JSON), IDS);
    var mails = new OwnerMails(IDS, JSON);
    var log = new DeliveryLog(data.database(), mails, () -> Duration.ofDays(5), JSON);
    var sender = new Sender(calls, secrets, clock);
    handler = new DeliveryHandler(data.database(), sender, log, new SecureRandom(), clock);
  }

  /** An endpoint that hears of everything. */
  WebhookId listen(TenantId tenant, String url, WebhookSecret secret) {
    var webhook = new WebhookId(WorkerDatabase.id());
    data.query(
        """
        insert into webhook (id, tenant_id, url, events, enabled, enabled_at, secret, created_by,
          created_at, version)
        values ($1, $2, $3, array ['job.submitted', 'job.completed', 'job.failed'], true,
          clock_timestamp(), $4, 'user:a', now(), 1)
        """,
        webhook.value(),
        tenant.value(),
        url,
        io.vertx.core.buffer.Buffer.buffer(get(secrets.seal(webhook, secret))));
    return webhook;
  }

  WebhookId listen(TenantId tenant, String url) {
    return listen(tenant, url, WebhookSecret.random(new SecureRandom()));
  }

  void rotate(WebhookId webhook, WebhookSecret fresh, Duration bothGood) {
    data.query(
        """
        update webhook
        set old_secret = secret, secret = $2,
          old_secret_until = clock_timestamp() + $3 * interval '1 millisecond'
        where id = $1
        """,
        webhook.value(),
        io.vertx.core.buffer.Buffer.buffer(get(secrets.seal(webhook, fresh))),
        bothGood.toMillis());
  }

  int tell() {
    return get(fanOut.tell());
  }

  List<ClaimedJob> claim(int max) {
    var claimant = new Claimant(1, List.of(DeliveryOrder.TYPE), Duration.ofMinutes(5), 50);
    return get(ClaimJobs.underLock(data.database(), claimant, max, Rotation.START)).jobs();
  }

  /** Carries out what is ready, and what becomes ready by that. */
  void deliver() throws InterruptedException {
    List<ClaimedJob> claimed = claim(100);
    while (!claimed.isEmpty()) {
      for (ClaimedJob job : claimed) {
        deliver(job);
      }
      claimed = claim(100);
    }
  }

  /** Carries one out, and ends its attempt as the worker would. */
  AttemptOutcome deliver(ClaimedJob job) throws InterruptedException {
    AttemptOutcome outcome = attempt(job);
    var ending = new Ending(job.lease(), outcome);
    get(FinishAttempts.run(data.database().completions(), List.of(ending)));
    return outcome;
  }

  private AttemptOutcome attempt(ClaimedJob job) throws InterruptedException {
    int attempt = job.lease().attempt();
    try {
      handler.run(
          new DeliveryOrder(job.lease().job().value()), new RecordingContext(attempt, attempt));
      return new AttemptOutcome.Completed(null);
    } catch (RetryAfter later) {
      return new AttemptOutcome.Retried(error(later), later.delay());
    } catch (PermanentFailure failure) {
      return new AttemptOutcome.Failed(error(failure));
    }
  }

  private static AttemptError error(RuntimeException failure) {
    return AttemptError.of("handler_error", failure);
  }

  /** Makes every delivery that waits for its next attempt ready. */
  void letTimePass() {
    data.query("update waiting set due_at = now() - interval '1 second'");
    get(dev.errand.store.job.PromoteDueJobs.run(data.database().engine(), 1000));
  }

  List<dev.errand.store.webhook.Delivery> deliveries(TenantId tenant, WebhookId webhook) {
    return get(ListDeliveries.run(data.database().engine(), tenant, webhook, null, 100));
  }

  String body(dev.errand.store.webhook.Delivery delivery) {
    return get(FindDelivery.run(data.database().engine(), delivery.tenant(), delivery.id()))
        .orElseThrow()
        .body();
  }

  /** An owner of the tenant whose address is its own. */
  void owner(TenantId tenant, String email) {
    data.query("select 1"); // connects before the owner's connection does
    get(
        data.database()
            .owner()
            .run(
                "insert into tenant (id, name) values ($1, 'a tenant')",
                io.vertx.sqlclient.Tuple.of(tenant.value())));
    get(
        data.database()
            .owner()
            .run(
                """
                insert into app_user (id, tenant_id, email, password_hash, role, email_verified_at)
                values ($1, $2, $3, 'none', 'owner', now())
                """,
                io.vertx.sqlclient.Tuple.of(UUID.randomUUID(), tenant.value(), email)));
  }

  @Override
  public void close() {
    data.close();
  }
}
