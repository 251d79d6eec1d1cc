package dev.errand.bench.engine;

import dev.errand.api.jobs.Submissions;
import dev.errand.model.job.NewJob;
import dev.errand.model.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Submits jobs inside this process, by the same way as an accepted HTTP request. */
@Singleton
public class Submitter {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Submissions submissions;
  private final JobFactory factory;

  @Inject
  Submitter(Submissions submissions, JobFactory factory) {
    this.submissions = submissions;
    this.factory = factory;
  }

  /** One statement's worth of jobs that do nothing, durable when this returns. */
  public int submit(TenantId tenant, int count) {
    submit(factory.noops(tenant, count));
    return count;
  }

  /** A job that {@link PickUpHandler} times. */
  public void submitTimed(TenantId tenant) {
    submit(List.of(factory.timed(tenant)));
  }

  private void submit(List<NewJob> jobs) {
    submissions.store(jobs).await().atMost(PATIENCE);
  }
}
