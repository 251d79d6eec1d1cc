package dev.errand.api.jobs;

import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.tenant.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Answers callers that would rather wait for a job's end than ask again. */
@Singleton
class JobWait {
  // News wakes a waiting request; this bounds how long lost news delays it.
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final JobLookup jobs;
  private final JobNews news;
  private final Clock clock;

  @Inject
  JobWait(JobLookup jobs, JobNews news, Clock clock) {
    this.jobs = jobs;
    this.news = news;
    this.clock = clock;
  }

  /**
   * One job as soon as it is final, or as it stands after that time; at once where too many wait.
   */
  Uni<Job> awaitFinal(Principal caller, String text, Duration atMost) {
    JobId id = JobLookup.parse(text);
    Instant end = clock.instant().plus(atMost);
    return news.listen(id)
        .map(ear -> lookUntilFinal(caller, id, ear, end).onTermination().invoke(ear::close))
        .orElseGet(() -> jobs.find(caller, id));
  }

  /**
   * @param last whether nobody waits for what comes after it
   */
  private record Seen(Job job, boolean last) {}

  // Repeated, not recursive: a minute of looks must not be a minute's depth of stack.
  private Uni<Job> lookUntilFinal(Principal caller, JobId id, JobNews.Ear ear, Instant end) {
    return Uni.createFrom()
        .deferred(() -> lookAndWait(caller, id, ear, end))
        .repeat()
        .whilst(seen -> !seen.last())
        .select()
        .last()
        .toUni()
        .map(Seen::job);
  }

  private Uni<Seen> lookAndWait(Principal caller, JobId id, JobNews.Ear ear, Instant end) {
    ear.prickUp(); // before the look: what happens after it is heard
    Duration left = Duration.between(clock.instant(), end);
    boolean over = left.isNegative() || left.isZero();
    Duration wait = left.compareTo(LOOK) < 0 ? left : LOOK;
    return jobs.find(caller, id)
        .map(job -> new Seen(job, over || job.state().isFinal()))
        .call(seen -> seen.last() ? Uni.createFrom().voidItem() : ear.next(wait));
  }
}
