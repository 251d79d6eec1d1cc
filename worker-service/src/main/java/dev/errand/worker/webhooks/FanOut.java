package dev.errand.worker.webhooks;

import dev.errand.live.chance.IdSource;
import dev.errand.live.webhook.DeliveryOrder;
import dev.errand.live.webhook.Messages;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob;
import dev.errand.store.job.FindJobs;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import dev.errand.store.webhook.InsertDeliveries;
import dev.errand.store.webhook.InsertDeliveries.NewDelivery;
import dev.errand.store.webhook.ListListeners;
import dev.errand.store.webhook.ListListeners.Listener;
import dev.errand.store.webhook.TakeEvents;
import dev.errand.store.webhook.TakeEvents.Event;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a delivery of each change for each endpoint that wants to hear of it. */
@Singleton
class FanOut {
  /** Few, because each may bring a megabyte of data and one of result. */
  static final int BATCH = 50;

  private final Database database;
  private final Messages messages;
  private final IdSource ids;

  @Inject
  FanOut(Database database, Messages messages, IdSource ids) {
    this.database = database;
    this.messages = messages;
    this.ids = ids;
  }

  /** Some deliveries, and the jobs that carry them out. */
  private record Orders(List<NewDelivery> deliveries, List<NewJob> jobs) {}

  /**
   * Tells of some changes, all or none.
   *
   * @return how many, at most {@link #BATCH}
   */
  Uni<Integer> tell() {
    return database.upkeep(
        sql ->
            TakeEvents.run(sql, BATCH)
                .chain(events -> events.isEmpty() ? none() : order(sql, events)));
  }

  private static Uni<Integer> none() {
    return Uni.createFrom().item(0);
  }

  private Uni<Integer> order(Sql sql, List<Event> events) {
    return ListListeners.run(sql, events.stream().map(Event::tenant).toList())
        .chain(listeners -> jobs(sql, events).map(jobs -> orders(events, listeners, jobs)))
        .call(orders -> store(sql, orders))
        .replaceWith(events.size());
  }

  private static Uni<Map<JobId, Job>> jobs(Sql sql, List<Event> events) {
    return FindJobs.run(sql, events.stream().map(Event::job).distinct().toList())
        .map(jobs -> jobs.stream().collect(Collectors.toMap(Job::id, Function.identity())));
  }

  private Orders orders(List<Event> events, List<Listener> listeners, Map<JobId, Job> jobs) {
    var orders = new Orders(new ArrayList<>(), new ArrayList<>());
    for (Event event : events) {
      @Nullable Job job = jobs.get(event.job());
      if (job != null) {
        List<Listener> hear =
            listeners.stream().filter(listener -> hears(listener, event, job)).toList();
        order(event, job, hear, orders);
      }
    }
    return orders;
  }

  private static boolean hears(Listener listener, Event event, Job job) {
    return listener.tenant().equals(event.tenant())
        && listener.event().equals(event.event())
        && (listener.queue() == null || listener.queue().equals(job.queue().value()))
        && (listener.type() == null || listener.type().equals(job.type().value()));
  }

  private void order(Event event, Job job, List<Listener> hear, Orders orders) {
    if (hear.isEmpty()) {
      return;
    }
    String body = messages.ofJob(event, job);
    for (Listener listener : hear) {
      var id = new JobId(ids.next());
      var delivery =
          new NewDelivery(
              id, event.tenant(), listener.webhook(), id.value(), event.event(), job.id(), body);
      orders.deliveries().add(delivery);
      orders.jobs().add(DeliveryOrder.job(delivery, event.traceparent()));
    }
  }

  private static Uni<Void> store(Sql sql, Orders orders) {
    return orders.jobs().isEmpty()
        ? Uni.createFrom().voidItem()
        : InsertDeliveries.run(sql, orders.deliveries())
            .chain(() -> InsertJobs.run(sql, orders.jobs()))
            .replaceWithVoid();
  }
}
