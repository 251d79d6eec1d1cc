package dev.errand.api.webhooks;

import dev.errand.api.audit.ForeignActs;
import dev.errand.api.jobs.Items;
import dev.errand.api.rows.TenantTransactions;
import dev.errand.api.web.PageQuery;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.WebhookId;
import dev.errand.store.sql.Database;
import dev.errand.store.webhook.FindStandings;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints that there are. A key that is limited to queues knows of those alone that tell of one
 * of its queues.
 */
@Singleton
class Webhooks {
  private final WebhookTable table;
  private final TenantTransactions transactions;
  private final Database database;
  private final ForeignActs foreign;

  @Inject
  Webhooks(
      WebhookTable table, TenantTransactions transactions, Database database, ForeignActs foreign) {
    this.table = table;
    this.transactions = transactions;
    this.database = database;
    this.foreign = foreign;
  }

  /** One endpoint, or 404: also for another tenant's. */
  Uni<WebhookEntity> find(Principal caller, String id) {
    Uni<WebhookEntity> found = look(caller, id);
    return caller.admin() ? found.call(row -> foreign.look(caller, row.tenant())) : found;
  }

  /**
   * The same, for somebody who is about to do more than read.
   *
   * @param action as the audit log names it
   */
  Uni<WebhookEntity> findToChange(Principal caller, String id, String action) {
    Uni<WebhookEntity> found = look(caller, id);
    return caller.admin()
        ? found.call(row -> foreign.change(caller, row.tenant(), action, "webhook:" + row.id))
        : found;
  }

  private Uni<WebhookEntity> look(Principal caller, String id) {
    UUID wanted = parse(id);
    return transactions.in(
        caller, now -> table.find(wanted, owner(caller)).map(row -> found(caller, row)));
  }

  Uni<WebhookView> view(Principal caller, String id) {
    return find(caller, id).chain(row -> view(row, null));
  }

  Uni<WebhookView> view(WebhookEntity row, @Nullable String secret) {
    return database
        .asTenant(row.tenant(), sql -> FindStandings.run(sql, List.of(row.id())))
        .map(standings -> WebhookView.of(row, standings.get(row.id()), secret));
  }

  Uni<Items<WebhookView>> page(Principal caller, PageQuery.Page page) {
    return transactions
        .in(caller, now -> table.page(caller, page.after(), page.limit() + 1))
        .chain(found -> views(caller, page, found));
  }

  private Uni<Items<WebhookView>> views(
      Principal caller, PageQuery.Page page, List<WebhookEntity> found) {
    List<WebhookEntity> rows = page.cut(found);
    if (rows.isEmpty()) {
      return Uni.createFrom().item(Items.all(List.of()));
    }
    List<WebhookId> ids = rows.stream().map(WebhookEntity::id).toList();
    return database
        .asTenant(caller.tenant(), sql -> FindStandings.run(sql, ids))
        .map(
            standings ->
                rows.stream()
                    .map(row -> WebhookView.of(row, standings.get(row.id()), null))
                    .toList())
        .map(views -> new Items<>(views, page.next(found.size(), rows.getLast().id)));
  }

  /** Whose endpoints a caller may name; null for everybody's. */
  static @Nullable TenantId owner(Principal caller) {
    return caller.admin() ? null : caller.tenant();
  }

  static WebhookEntity found(Principal caller, Optional<WebhookEntity> row) {
    return row.filter(one -> mayUse(caller, one.queue)).orElseThrow(Webhooks::notFound);
  }

  /**
   * @param queue whose jobs an endpoint hears of; null for all
   */
  static boolean mayUse(Principal caller, @Nullable String queue) {
    return queue == null ? !caller.isLimited() : caller.mayUse(new QueueName(queue));
  }

  static UUID parse(String id) {
    return WebhookId.parse(id).orElseThrow(Webhooks::notFound).value();
  }

  private static ErrandException notFound() {
    return new ErrandException(ErrorCode.NOT_FOUND, "there is no such webhook");
  }
}
