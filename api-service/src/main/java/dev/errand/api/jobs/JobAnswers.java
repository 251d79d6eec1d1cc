package dev.errand.api.jobs;

import dev.errand.api.web.ETags;
import dev.errand.model.job.Job;
import dev.errand.model.tenant.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Answers with a job, at once or, for a caller who prefers to wait, when it is final. */
@Singleton
public class JobAnswers {
  private final Jobs jobs;
  private final JobWait waiting;

  @Inject
  JobAnswers(Jobs jobs, JobWait waiting) {
    this.jobs = jobs;
    this.waiting = waiting;
  }

  /**
   * The job, or 404: also for another tenant's.
   *
   * @param prefer the header of RFC 7240; {@code wait=N} waits N seconds at most
   */
  public Uni<RestResponse<Job>> answer(Principal caller, String id, @Nullable String prefer) {
    return Prefer.wait(prefer)
        .map(
            wait ->
                waiting
                    .awaitFinal(caller, id, wait)
                    .map(
                        job ->
                            tagged(job)
                                .header("Preference-Applied", "wait=" + wait.toSeconds())
                                .build()))
        .orElseGet(() -> jobs.find(caller, id).map(job -> tagged(job).build()));
  }

  private static ResponseBuilder<Job> tagged(Job job) {
    return ResponseBuilder.ok(job).header("ETag", ETags.of(job.version()));
  }
}
