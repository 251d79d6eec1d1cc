package dev.errand.api.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.errand.api.rows.TenantTransactions;
import dev.errand.api.web.ETags;
import dev.errand.live.webhook.SealedSecrets;
import dev.errand.live.webhook.WebhookSecret;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import dev.errand.model.webhook.WebhookId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What people change about their endpoints. */
@Singleton
class WebhookEdits {
  // Time enough to bring the new secret to every receiver.
  private static final Duration BOTH_GOOD = Duration.ofHours(24);

  private final Webhooks webhooks;
  private final WebhookTable table;
  private final TenantTransactions transactions;
  private final WebhookReader reader;
  private final Rotation rotation;

  /** What new secrets are made of. */
  @Singleton
  record Rotation(SealedSecrets secrets, RandomGenerator random) {}

  @Inject
  WebhookEdits(
      Webhooks webhooks,
      WebhookTable table,
      TenantTransactions transactions,
      WebhookReader reader,
      Rotation rotation) {
    this.webhooks = webhooks;
    this.table = table;
    this.transactions = transactions;
    this.reader = reader;
    this.rotation = rotation;
  }

  /**
   * A change of one endpoint.
   *
   * @param ifMatch the {@code If-Match} header
   */
  record Change(Principal caller, String id, @Nullable String ifMatch) {}

  Uni<WebhookView> edit(Change change, byte[] body) throws JsonProcessingException {
    return reader
        .read(body, false)
        .chain(
            request ->
                change(change, "webhook.edit", (row, now) -> apply(change, request, row, now)))
        .chain(row -> webhooks.view(row, null));
  }

  /** A new secret. For a day messages are signed with the one before as well. */
  Uni<WebhookView> rotate(Change change) {
    WebhookSecret secret = WebhookSecret.random(rotation.random());
    return rotation
        .secrets()
        .seal(new WebhookId(Webhooks.parse(change.id())), secret)
        .chain(
            hidden ->
                change(
                    change,
                    "webhook.rotate-secret",
                    (row, now) -> {
                      row.oldSecret = row.secret;
                      row.oldSecretUntil = now.plus(BOTH_GOOD);
                      row.secret = hidden;
                    }))
        .chain(row -> webhooks.view(row, secret.text()));
  }

  /** What was to be sent there is not sent any more. */
  Uni<Void> delete(Change change) {
    return recorded(change, "webhook.delete")
        .chain(
            () ->
                transactions.in(
                    change.caller(), now -> locked(change).chain(row -> table.delete(row))));
  }

  private static void apply(Change change, WebhookRequest request, WebhookEntity row, Instant now) {
    WebhookRules.apply(request, row, now);
    if (!Webhooks.mayUse(change.caller(), row.queue)) {
      throw new ErrandException(ErrorCode.FORBIDDEN, "this key may hear of its queues only");
    }
  }

  private Uni<WebhookEntity> change(
      Change change, String action, BiConsumer<WebhookEntity, Instant> edit) {
    return recorded(change, action)
        .chain(
            () ->
                transactions.in(
                    change.caller(),
                    now ->
                        locked(change)
                            .invoke(row -> edit.accept(row, now))
                            .invoke(row -> row.version++)
                            .call(row -> table.flush())));
  }

  // Before the transaction: it is another connection that records, and none waits for the other.
  private Uni<Void> recorded(Change change, String action) {
    return change.caller().admin()
        ? webhooks.findToChange(change.caller(), change.id(), action).replaceWithVoid()
        : Uni.createFrom().voidItem();
  }

  private Uni<WebhookEntity> locked(Change change) {
    return table
        .lock(Webhooks.parse(change.id()), Webhooks.owner(change.caller()))
        .map(row -> Webhooks.found(change.caller(), row))
        .invoke(row -> ETags.requireMatch(change.ifMatch(), row.version));
  }
}
