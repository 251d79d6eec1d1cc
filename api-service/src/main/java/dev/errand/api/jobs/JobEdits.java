package dev.errand.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.errand.api.web.ETags;
import dev.errand.live.channel.JobEvents;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobEdit;
import dev.errand.model.job.JobState;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import dev.errand.store.job.EditJob;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Edits of jobs that wait. */
@Singleton
class JobEdits {
  // Each try is lost to somebody else's edit that went through, so many at once all get their turn.
  private static final int TRIES = 100;

  private final Database database;
  private final JobReader reader;
  private final EditRules rules;
  private final JobLookup jobs;
  private final TypeCatalog types;
  private final Announcer announcer;

  /** Tells everybody of an edit. */
  @Singleton
  record Announcer(JobEvents events, Clock clock) {
    // Wakes whoever waits for jobs of that state.
    void edited(Job job) {
      String event = job.state() == JobState.RETRYING ? "job.retrying" : "job.submitted";
      events.publish(JobEvent.StateChanged.of(job, event, clock.instant()));
    }
  }

  @Inject
  JobEdits(
      Database database,
      JobReader reader,
      EditRules rules,
      JobLookup jobs,
      TypeCatalog types,
      Announcer announcer) {
    this.database = database;
    this.reader = reader;
    this.rules = rules;
    this.jobs = jobs;
    this.types = types;
    this.announcer = announcer;
  }

  /**
   * Changes a job that neither runs nor is final.
   *
   * @param ifMatch the header of that name: the edit is refused unless it names the job's version
   */
  Uni<Job> edit(Principal caller, String id, byte[] body, @Nullable String ifMatch)
      throws JsonProcessingException {
    EditRequest request = reader.edit(body);
    return jobs.findToChange(caller, id, "job.edit")
        .chain(job -> edit(caller, job, new Wish(rules.accept(request), ifMatch)));
  }

  private record Wish(Change change, @Nullable String ifMatch) {}

  private Uni<Job> edit(Principal caller, Job job, Wish wish) {
    JobEdit edit = wish.change().of(job);
    @Nullable String data = edit.data();
    return (edit.changes("data") && data != null
            ? types.requireFit(job.type(), data)
            : Uni.createFrom().voidItem())
        .chain(() -> write(caller, job, wish, TRIES));
  }

  private Uni<Job> write(Principal caller, Job job, Wish wish, int tries) {
    ETags.requireMatch(wish.ifMatch(), job.version());
    if (job.state() == JobState.RUNNING || job.state().isFinal()) {
      return JobLookup.refuse(job, "edited");
    }
    if (tries == 0) {
      throw new ErrandException(ErrorCode.STATE_CONFLICT, "too many edit the job at once");
    }
    JobEdit edit = wish.change().of(job);
    if (edit.changed().isEmpty()) {
      return Uni.createFrom().item(job);
    }
    return database
        .asTenant(job.tenant(), sql -> EditJob.run(sql, job.tenant(), edit, caller.actor()))
        .chain(
            edited ->
                jobs.find(caller, job.id())
                    .chain(
                        now ->
                            edited
                                ? Uni.createFrom().item(now).invoke(announcer::edited)
                                : write(caller, now, wish, tries - 1)));
  }
}
