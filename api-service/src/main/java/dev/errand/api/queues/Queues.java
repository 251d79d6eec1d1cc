package dev.errand.api.queues;

import dev.errand.live.chance.IdSource;
import dev.errand.live.channel.JobEvents;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobId;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.queue.Queue;
import dev.errand.model.queue.QueueLimits;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Principal;
import dev.errand.store.queue.DeleteQueue;
import dev.errand.store.queue.FindQueue;
import dev.errand.store.queue.FindSameLimits;
import dev.errand.store.queue.ListQueues;
import dev.errand.store.queue.PauseQueue;
import dev.errand.store.queue.PurgeQueue;
import dev.errand.store.queue.PutQueue;
import dev.errand.store.queue.ResumeQueue;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people do with their tenant's queues. */
@Singleton
class Queues {
  private static final int PURGED_AT_ONCE = 1000;

  private final Database database;
  private final JobEvents events;
  private final IdSource ids;
  private final Clock clock;

  @Inject
  Queues(Database database, JobEvents events, IdSource ids, Clock clock) {
    this.database = database;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  Uni<List<Queue>> list(Principal caller, QueueListQuery.Page page) {
    // One more than the page tells whether there is another.
    return database.asTenant(
        caller.tenant(),
        sql -> ListQueues.run(sql, caller.tenant(), page.after(), page.limit() + 1));
  }

  /** One queue, or 404 where it has neither settings nor an unfinished job. */
  Uni<Queue> find(Principal caller, QueueName name) {
    return database
        .asTenant(caller.tenant(), sql -> FindQueue.run(sql, caller.tenant(), name))
        .map(found -> found.orElseThrow(Queues::notFound));
  }

  /**
   * Sets all limits of a queue.
   *
   * @param expected the version that the caller has seen; null for any
   */
  Uni<Queue> put(Principal caller, QueueName name, QueueLimits limits, @Nullable Integer expected) {
    return database
        .asTenant(caller.tenant(), sql -> FindSameLimits.run(sql, caller.tenant(), name, limits))
        .chain(
            same ->
                same.isPresent()
                    ? Uni.createFrom().item(expected == null || expected.equals(same.get()))
                    : PutQueue.underLock(database, caller.tenant(), name, limits, expected))
        .invoke(Queues::requireStored)
        .chain(() -> find(caller, name))
        .invoke(queue -> wakeWorkers(caller, queue));
  }

  Uni<Queue> pause(Principal caller, QueueName name, @Nullable String reason) {
    return database
        .asTenant(
            caller.tenant(),
            sql -> PauseQueue.run(sql, caller.tenant(), name, caller.actor(), reason))
        .chain(() -> find(caller, name));
  }

  Uni<Queue> resume(Principal caller, QueueName name) {
    return database
        .asTenant(caller.tenant(), sql -> ResumeQueue.run(sql, caller.tenant(), name))
        .chain(() -> find(caller, name))
        .invoke(queue -> wakeWorkers(caller, queue));
  }

  /** Cancels what waited when it was asked for; what comes meanwhile stays. */
  Uni<Purged> purge(Principal caller, QueueName name) {
    var before = new JobId(ids.next());
    return Uni.createFrom()
        .deferred(() -> purgeSome(caller, name, before))
        .repeat()
        .whilst(PurgeQueue.Step::isAny)
        .collect()
        .with(Collectors.summingLong(step -> step.cancelled().size()))
        .map(Purged::new);
  }

  private Uni<PurgeQueue.Step> purgeSome(Principal caller, QueueName name, JobId before) {
    return database
        .asTenant(
            caller.tenant(),
            sql ->
                PurgeQueue.run(sql, caller.tenant(), name, before, PURGED_AT_ONCE, caller.actor()))
        .invoke(step -> events.publish(step.cancelled()));
  }

  Uni<Void> delete(Principal caller, QueueName name) {
    return database
        .asTenant(caller.tenant(), sql -> DeleteQueue.run(sql, caller.tenant(), name))
        .invoke(Queues::requireDeleted)
        .replaceWithVoid();
  }

  private void wakeWorkers(Principal caller, Queue queue) {
    @Nullable UUID next = queue.next();
    if (next != null) {
      events.publish(new JobEvent.Unblocked(caller.tenant(), new JobId(next), clock.instant()));
    }
  }

  private static void requireStored(boolean stored) {
    if (!stored) {
      throw new ErrandException(
          ErrorCode.STALE_VERSION, "the queue's settings have changed meanwhile");
    }
  }

  private static void requireDeleted(DeleteQueue.Result result) {
    switch (result) {
      case DELETED -> {}
      case UNKNOWN -> throw notFound();
      case IN_USE ->
          throw new ErrandException(
              ErrorCode.STATE_CONFLICT, "some jobs of the queue are unfinished; purge it first");
    }
  }

  private static ErrandException notFound() {
    return new ErrandException(ErrorCode.NOT_FOUND, "there is no such queue");
  }
}
