package dev.errand.bench.engine;

import dev.errand.live.chance.IdSource;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.Priority;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Makes jobs as the API would after it has checked them. */
@Singleton
public class JobFactory {
  /** About a hundred bytes, the same for every system that is measured. */
  public static final String DATA =
      "{\"t\":1234567890123,\"i\":42,\"user\":\"user-000042\",\"note\":\"%s\"}"
          .formatted("x".repeat(40));

  private final IdSource ids;

  @Inject
  JobFactory(IdSource ids) {
    this.ids = ids;
  }

  /** The same one for the same number. */
  public static TenantId tenant(int number) {
    return new TenantId(new UUID(0x7000, 0x8000_0000_0000_0000L | number));
  }

  /** Jobs that do nothing. */
  public List<NewJob> noops(TenantId tenant, int count) {
    return Stream.generate(() -> noop(tenant)).limit(count).toList();
  }

  /** A job that does nothing. */
  public NewJob noop(TenantId tenant) {
    return job(tenant, "noop", DATA);
  }

  /** A job that tells {@link PickUpHandler} when it was made. */
  public NewJob timed(TenantId tenant) {
    return job(tenant, PickUpHandler.TYPE, PickUpHandler.data("" + System.nanoTime()));
  }

  private NewJob job(TenantId tenant, String type, String data) {
    return new NewJob(
        new JobId(ids.next()),
        tenant,
        "user:bench",
        new JobType(type),
        QueueName.DEFAULT,
        Priority.NORMAL,
        Start.NOW,
        NewJob.DEFAULT_MAX_ATTEMPTS,
        Backoff.DEFAULT,
        data,
        null,
        null,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
