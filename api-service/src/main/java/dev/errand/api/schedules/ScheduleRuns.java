package dev.errand.api.schedules;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.api.jobs.Answer;
import dev.errand.api.jobs.Idempotency;
import dev.errand.api.jobs.ScheduledJobs;
import dev.errand.live.chance.IdSource;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.model.tenant.Principal;
import dev.errand.store.job.InsertJobs;
import dev.errand.store.schedule.ForgetFires;
import dev.errand.store.schedule.RecordFires;
import dev.errand.store.schedule.RecordFires.NewFire;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Fires by hand, beside those that are due. */
@Singleton
class ScheduleRuns {
  private static final byte[] NO_BODY = {};
  private static final String ACTION = "schedule.run";

  private final Schedules schedules;
  private final Database database;
  private final Idempotency idempotency;
  private final ScheduledJobs jobs;
  private final IdSource ids;
  private final ObjectMapper json;

  ScheduleRuns(
      Schedules schedules,
      Database database,
      Idempotency idempotency,
      ScheduledJobs jobs,
      IdSource ids,
      ObjectMapper json) {
    this.schedules = schedules;
    this.database = database;
    this.idempotency = idempotency;
    this.jobs = jobs;
    this.ids = ids;
    this.json = json;
  }

  /**
   * Makes a job now, whatever the schedule says of pauses and overlaps.
   *
   * @param header the {@code Idempotency-Key}
   */
  Uni<Answer> run(Principal caller, String id, @Nullable String header) {
    // The schedule belongs to the route: one key for two schedules is two requests.
    String route = "POST /api/v1/schedules/" + Schedules.parse(id) + "/run";
    Idempotency.@Nullable Key key = Idempotency.key(caller.tenant(), route, header, NO_BODY);
    if (key == null) {
      return schedules
          .findToChange(caller, id, ACTION)
          .chain(schedule -> run(caller, schedule, null));
    }
    // Asked before the schedule is looked for: it may have been deleted since.
    return idempotency
        .replayed(key)
        .chain(
            before ->
                before.isPresent()
                    ? Uni.createFrom().item(before.get())
                    : schedules
                        .findToChange(caller, id, ACTION)
                        .chain(schedule -> run(caller, schedule, key)));
  }

  private Uni<Answer> run(
      Principal caller, ScheduleEntity schedule, Idempotency.@Nullable Key key) {
    var made = new AtomicReference<@Nullable Job>();
    Uni<Answer> answer =
        key == null
            ? database.submitting(sql -> make(sql, caller, schedule, made))
            : idempotency.once(key, sql -> make(sql, caller, schedule, made));
    return answer.invoke(
        given -> {
          @Nullable Job job = made.get();
          if (job != null && !given.replayed()) {
            jobs.announce(job);
          }
        });
  }

  private Uni<Answer> make(
      Sql sql, Principal caller, ScheduleEntity schedule, AtomicReference<@Nullable Job> made) {
    var id = new JobId(ids.next());
    NewJob job =
        schedule.template.template().job(id, schedule.tenant(), schedule.id(), caller.actor());
    var fire = new NewFire(schedule.id(), schedule.tenant(), null, id, null);
    return RecordFires.run(sql, List.of(fire))
        .chain(recorded -> store(sql, schedule.id(), job, recorded))
        .invoke(made::set)
        .map(this::answer);
  }

  private static Uni<Job> store(Sql sql, ScheduleId schedule, NewJob job, Set<JobId> recorded) {
    if (recorded.isEmpty()) {
      throw new ErrandException(ErrorCode.STATE_CONFLICT, "the schedule fires at this very moment");
    }
    return InsertJobs.run(sql, List.of(job))
        .map(stored -> stored.job(job))
        .call(stored -> ForgetFires.run(sql, List.of(schedule)));
  }

  private Answer answer(Job job) {
    try {
      return Answer.of(
          201, "/api/v1/jobs/" + job.id(), job.version(), json.writeValueAsString(job));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("our own answers can be written", impossible);
    }
  }
}
