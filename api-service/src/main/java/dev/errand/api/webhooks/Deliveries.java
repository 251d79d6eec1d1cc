package dev.errand.api.webhooks;

import dev.errand.api.jobs.Items;
import dev.errand.api.web.PageQuery;
import dev.errand.live.chance.IdSource;
import dev.errand.live.webhook.DeliveryOrder;
import dev.errand.live.webhook.Messages;
import dev.errand.model.job.JobId;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import dev.errand.model.webhook.WebhookEvent;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.sql.Database;
import dev.errand.store.webhook.Delivery;
import dev.errand.store.webhook.FindDelivery;
import dev.errand.store.webhook.FindDelivery.Found;
import dev.errand.store.webhook.InsertDeliveries;
import dev.errand.store.webhook.InsertDeliveries.NewDelivery;
import dev.errand.store.webhook.ListDeliveries;
import dev.errand.store.webhook.ListSendings;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** What was sent to endpoints, and what people have sent there by hand. */
@Singleton
class Deliveries {
  private final Webhooks webhooks;
  private final Database database;
  private final Messages messages;
  private final IdSource ids;
  private final Clock clock;

  @Inject
  Deliveries(Webhooks webhooks, Database database, Messages messages, IdSource ids, Clock clock) {
    this.webhooks = webhooks;
    this.database = database;
    this.messages = messages;
    this.ids = ids;
    this.clock = clock;
  }

  /** Newest first. */
  Uni<Items<DeliveryView>> page(Principal caller, String webhook, PageQuery.Page page) {
    return webhooks
        .find(caller, webhook)
        .chain(
            row ->
                database.asTenant(
                    row.tenant(),
                    sql ->
                        ListDeliveries.run(
                            sql, row.tenant(), row.id(), page.after(), page.limit() + 1)))
        .map(found -> page(found, page));
  }

  private static Items<DeliveryView> page(List<Delivery> found, PageQuery.Page page) {
    List<Delivery> items = page.cut(found);
    return new Items<>(
        items.stream().map(DeliveryView::of).toList(),
        items.isEmpty() ? null : page.next(found.size(), items.getLast().id().value()));
  }

  /** One delivery with its attempts, or 404: also for another tenant's. */
  Uni<DeliveryView> view(Principal caller, String id) {
    return find(caller, id)
        .call(found -> webhooks.find(caller, found.delivery().webhook().toString()))
        .chain(
            found ->
                database
                    .asTenant(
                        found.delivery().tenant(),
                        sql ->
                            ListSendings.run(sql, found.delivery().tenant(), found.delivery().id()))
                    .map(sent -> DeliveryView.of(found.delivery(), found.body(), sent)));
  }

  /** Sends a message that says no more than that it is one. Once: who asks is waiting. */
  Uni<DeliveryView> test(Principal caller, String webhook) {
    return webhooks
        .findToChange(caller, webhook, "webhook.test")
        .map(
            row -> {
              var id = new JobId(ids.next());
              String body = messages.ofTrial(clock.instant(), row.id());
              return new NewDelivery(
                  id, row.tenant(), row.id(), id.value(), WebhookEvent.TEST, null, body);
            })
        .chain(delivery -> order(caller, delivery));
  }

  /** Sends the message again, with its id: a receiver that has it already can tell. */
  Uni<DeliveryView> replay(Principal caller, String id) {
    return find(caller, id)
        .call(
            found ->
                webhooks.findToChange(
                    caller, found.delivery().webhook().toString(), "webhook.replay"))
        .map(found -> again(found.delivery(), found.body()))
        .chain(delivery -> order(caller, delivery));
  }

  private NewDelivery again(Delivery first, String body) {
    return new NewDelivery(
        new JobId(ids.next()),
        first.tenant(),
        first.webhook(),
        first.message(),
        first.event(),
        first.job(),
        body);
  }

  // The delivery is its tenant's, the job that carries it out is Errand's own: the engine writes
  // both.
  private Uni<DeliveryView> order(Principal caller, NewDelivery delivery) {
    return database
        .submitting(
            sql ->
                InsertDeliveries.run(sql, List.of(delivery))
                    .chain(() -> InsertJobs.run(sql, List.of(DeliveryOrder.job(delivery, null)))))
        .chain(() -> view(caller, delivery.id().toString()));
  }

  private Uni<Found> find(Principal caller, String id) {
    JobId wanted = JobId.parse(id).orElseThrow(Deliveries::notFound);
    var lookup =
        caller.admin()
            ? FindDelivery.run(database.engine(), null, wanted)
            : database.asTenant(
                caller.tenant(), sql -> FindDelivery.run(sql, caller.tenant(), wanted));
    return lookup.map(found -> found.orElseThrow(Deliveries::notFound));
  }

  private static ErrandException notFound() {
    return new ErrandException(ErrorCode.NOT_FOUND, "there is no such delivery");
  }
}
