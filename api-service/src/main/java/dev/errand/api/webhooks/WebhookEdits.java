package dev.errand.api.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.errand.api.rows.TenantTransactions;
import dev.errand.api.web.ETags;
import dev.errand.live.webhook.SealedSecrets;
import dev.errand.model.tenant.Principal;
import dev.errand.model.webhook.WebhookId;
import dev.errand.model.webhook.WebhookSecret;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What people change about their endpoints. */
@Singleton
class WebhookEdits {
  // Time enough to bring the new secret to every receiver.
  private static final Duration BOTH_GOOD = Duration.ofHours(24);

  private final Webhooks webhooks;
  private final WebhookTable table;
  private final TenantTransactions transactions;
  private final SealedSecrets secrets;

  @Inject
  WebhookEdits(
      Webhooks webhooks,
      WebhookTable table,
      TenantTransactions transactions,
      SealedSecrets secrets) {
    this.webhooks = webhooks;
    this.table = table;
    this.transactions = transactions;
    this.secrets = secrets;
  }

  /**
   * A change of one endpoint.
   *
   * @param ifMatch the {@code If-Match} header
   */
  record Change(Principal caller, String id, @Nullable String ifMatch) {}

  Uni<WebhookView> edit(Change change, byte[] body) throws JsonProcessingException {
    Webhooks.requireWriter(change.caller());
    return webhooks
        .check(body, false)
        .chain(
            request -> change(change, (row, now) -> WebhookRules.apply(request, row, now)))
        .chain(row -> webhooks.view(row, null));
  }

  /** A new secret. For a day messages are signed with the one before as well. */
  Uni<WebhookView> rotate(Change change) {
    Webhooks.requireWriter(change.caller());
    WebhookSecret secret = webhooks.fresh();
    return secrets
        .seal(new WebhookId(Webhooks.parse(change.id())), secret)
        .chain(
            sealed ->
                change(
                    change,
                    (row, now) -> {
                      row.oldSecret = row.secret;
                      row.oldSecretUntil = now.plus(BOTH_GOOD);
                      row.secret = sealed;
                    }))
        .chain(row -> webhooks.view(row, secret.text()));
  }

  /** What was to be sent there is not sent any more. */
  Uni<Void> delete(Change change) {
    Webhooks.requireWriter(change.caller());
    return transactions.in(change.caller(), now -> locked(change).chain(row -> table.delete(row)));
  }

  private Uni<WebhookEntity> change(Change change, BiConsumer<WebhookEntity, Instant> edit) {
    return transactions.in(
        change.caller(),
        now ->
            locked(change)
                .invoke(row -> edit.accept(row, now))
                .invoke(row -> row.version++)
                .call(row -> table.flush()));
  }

  private Uni<WebhookEntity> locked(Change change) {
    return table
        .lock(Webhooks.parse(change.id()), Webhooks.owner(change.caller()))
        .map(Webhooks::found)
        .invoke(row -> ETags.requireMatch(change.ifMatch(), row.version));
  }
}
