package dev.errand.worker.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.live.chance.IdSource;
import dev.errand.live.mail.MailOrder;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.Priority;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.account.ListOwners;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Orders the mails that tell a tenant's owners of a webhook that was turned off. */
@Singleton
class OwnerMails {
  private static final QueueName QUEUE = new QueueName("mail");
  private static final int ATTEMPTS = 13;
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(5), 2, Duration.ofHours(1), 0.2);
  private static final Duration ATTEMPT = Duration.ofMinutes(2);
  private static final int MOST_OWNERS = 10;

  private final IdSource ids;
  private final ObjectMapper json;

  @Inject
  OwnerMails(IdSource ids, ObjectMapper json) {
    this.ids = ids;
    this.json = json;
  }

  /** In the transaction that turned it off: so there is exactly one mail to each. */
  Uni<Void> order(Sql sql, TenantId tenant, String url, String reason) {
    return ListOwners.run(sql, tenant, MOST_OWNERS)
        .map(
            owners ->
                owners.stream()
                    .map(owner -> job(MailOrder.webhookDisabled(owner, url, reason)))
                    .toList())
        .chain(jobs -> jobs.isEmpty() ? none() : store(sql, jobs));
  }

  private static Uni<Void> none() {
    return Uni.createFrom().voidItem();
  }

  private static Uni<Void> store(Sql sql, List<NewJob> jobs) {
    return InsertJobs.run(sql, jobs).replaceWithVoid();
  }

  private NewJob job(MailOrder order) {
    return new NewJob(
        new JobId(ids.next()),
        TenantId.SYSTEM,
        "errand",
        new JobType(MailOrder.TYPE),
        QUEUE,
        Priority.NORMAL,
        Start.NOW,
        ATTEMPTS,
        BACKOFF,
        write(order),
        null,
        null,
        null,
        List.of(),
        null,
        ATTEMPT,
        null,
        null,
        null,
        null);
  }

  private String write(MailOrder order) {
    try {
      return json.writeValueAsString(order);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("our own orders can be written", impossible);
    }
  }
}
