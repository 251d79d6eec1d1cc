package dev.errand.live.channel;

import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.job.Progress;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Events for tests. */
public final class Events {
  public static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  private Events() {}

  public static TenantId tenant(int number) {
    return new TenantId(new UUID(7, number));
  }

  public static JobId job(int number) {
    return new JobId(new UUID(0x0198_0000_0000_7000L, 0x8000_0000_0000_0000L | number));
  }

  /** News that a job completed. */
  public static JobEvent.StateChanged completed(TenantId tenant, int job) {
    return new JobEvent.StateChanged(
        tenant,
        job(job),
        AT,
        "job.completed",
        JobState.COMPLETED,
        new JobType("noop"),
        QueueName.DEFAULT,
        0,
        1,
        null);
  }

  public static JobEvent.Progressed progressed(TenantId tenant, int job, int percent) {
    return new JobEvent.Progressed(tenant, job(job), AT, new Progress(percent, null));
  }

  /** As many completed jobs of one tenant, numbered from 0. */
  public static List<JobEvent> completed(TenantId tenant, int from, int count) {
    return IntStream.range(from, from + count)
        .<JobEvent>mapToObj(job -> completed(tenant, job))
        .toList();
  }
}
