package dev.errand.api.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.errand.api.jobs.Idempotency;
import dev.errand.api.rows.TenantTransactions;
import dev.errand.live.chance.IdSource;
import dev.errand.live.webhook.SealedSecrets;
import dev.errand.live.webhook.WebhookSecret;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import dev.errand.model.webhook.WebhookId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** New endpoints. */
@Singleton
class WebhookCreation {
  // Each may hold five of a worker's slots with a receiver that hangs.
  private static final int MOST = 20;

  private final Webhooks webhooks;
  private final WebhookReader reader;
  private final WebhookTable table;
  private final TenantTransactions transactions;
  private final SealedSecrets secrets;
  private final Chance chance;

  /** Where ids and secrets come from. */
  @Singleton
  record Chance(IdSource ids, RandomGenerator random) {}

  @Inject
  WebhookCreation(
      Webhooks webhooks,
      WebhookReader reader,
      WebhookTable table,
      TenantTransactions transactions,
      SealedSecrets secrets,
      Chance chance) {
    this.webhooks = webhooks;
    this.reader = reader;
    this.table = table;
    this.transactions = transactions;
    this.secrets = secrets;
    this.chance = chance;
  }

  /**
   * An endpoint that was asked for.
   *
   * @param replayed whether it was created by an earlier request with the same key
   */
  record Created(WebhookView webhook, boolean replayed) {}

  Uni<Created> create(Principal caller, byte[] body, @Nullable String header)
      throws JsonProcessingException {
    Idempotency.@Nullable Key key =
        Idempotency.key(caller.tenant(), "POST /api/v1/webhooks", header, body);
    var id = new WebhookId(chance.ids().next());
    WebhookSecret secret = fresh();
    return reader
        .read(body, true)
        .chain(
            request ->
                secrets.seal(id, secret).chain(hidden -> store(caller, id, request, hidden, key)))
        .chain(row -> webhooks.view(row, secret.text()))
        .map(view -> new Created(view, false))
        .onFailure(ConstraintViolationException.class)
        .recoverWithUni(refused -> afterRace(caller, key, refused));
  }

  WebhookSecret fresh() {
    return WebhookSecret.random(chance.random());
  }

  private Uni<WebhookEntity> store(
      Principal caller,
      WebhookId id,
      WebhookRequest request,
      byte[] hidden,
      Idempotency.@Nullable Key key) {
    return transactions.in(
        caller,
        now -> {
          var row = new WebhookEntity(id.value(), caller.tenant(), caller.actor(), now);
          WebhookRules.apply(request, row, now);
          requireUse(caller, row);
          row.secret = hidden;
          if (key != null) {
            row.idempotencyKey = key.key();
            row.requestHash = key.requestHash();
          }
          return requireRoom(caller).chain(() -> table.persistAndFlush(row));
        });
  }

  private static void requireUse(Principal caller, WebhookEntity row) {
    if (!Webhooks.mayUse(caller, row.queue)) {
      throw new ErrandException(ErrorCode.FORBIDDEN, "this key may hear of its queues only");
    }
  }

  private Uni<Void> requireRoom(Principal caller) {
    return table
        .countOf(caller.tenant())
        .invoke(
            count -> {
              if (count >= MOST) {
                throw new ErrandException(
                    ErrorCode.STATE_CONFLICT, "a tenant has at most " + MOST + " webhooks");
              }
            })
        .replaceWithVoid();
  }

  // The request before had the same key: its answer again, with the secret that it was given.
  private Uni<Created> afterRace(
      Principal caller, Idempotency.@Nullable Key key, Throwable refused) {
    if (key == null) {
      return Uni.createFrom().failure(refused);
    }
    return transactions
        .in(caller, now -> table.byKey(caller.tenant(), key.key()))
        .chain(
            first ->
                first.isPresent() ? replay(key, first.get()) : Uni.createFrom().failure(refused));
  }

  private Uni<Created> replay(Idempotency.Key key, WebhookEntity first) {
    if (!key.standsFor(Objects.requireNonNull(first.requestHash))) {
      throw key.reused();
    }
    return secrets
        .open(first.id(), first.secret)
        .chain(secret -> webhooks.view(first, secret.text()))
        .map(view -> new Created(view, true));
  }
}
