package dev.errand.api.demo;

import dev.errand.api.accounts.DemoTenantReady;
import dev.errand.api.jobs.Submissions;
import dev.errand.live.chance.IdSource;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.Priority;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Gives a fresh demo something to look at: one job for each thing that can become of a job. */
@Singleton
class DemoJobs {
  private static final Logger LOG = Logger.getLogger(DemoJobs.class);

  private final Submissions submissions;
  private final IdSource ids;

  DemoJobs(Submissions submissions, IdSource ids) {
    this.submissions = submissions;
    this.ids = ids;
  }

  void fill(@Observes DemoTenantReady demo) {
    List<NewJob> jobs =
        List.of(
            job(demo, "completes", Priority.NORMAL, Start.NOW, "{\"durationMs\":2000}"),
            job(demo, "fails once", Priority.HIGH, Start.NOW, "{\"failOnce\":true}"),
            job(demo, "fails for good", Priority.NORMAL, Start.NOW, "{\"shouldFail\":true}"),
            job(demo, "takes two minutes", Priority.LOW, Start.NOW, "{\"durationMs\":120000}"),
            job(demo, "waits for you", Priority.NORMAL, new Start.Held(), "{}"),
            job(
                demo,
                "waits for an hour",
                Priority.NORMAL,
                new Start.After(Duration.ofHours(1)),
                "{}"));
    submissions
        .store(jobs)
        .subscribe()
        .with(
            stored -> LOG.infof("%d demo jobs were submitted", stored.size()),
            failure -> LOG.warnf("the demo jobs were not submitted: %s", failure));
  }

  private NewJob job(
      DemoTenantReady demo, String name, Priority priority, Start start, String data) {
    return new NewJob(
        new JobId(ids.next()),
        demo.tenant(),
        "user:" + demo.userId(),
        new JobType("simulate"),
        QueueName.DEFAULT,
        priority,
        start,
        3,
        Backoff.DEFAULT,
        data,
        name,
        null,
        null,
        List.of("demo"),
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
