package dev.errand.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.tenant.Principal;
import dev.errand.store.job.FindJob;
import dev.errand.store.job.Taken;
import dev.errand.store.job.Taken.Fate;
import dev.errand.store.job.Wanted;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accepts a job: checks it, stores it, and says so once it is durable. */
@Singleton
class JobSubmission {
  private final JobReader reader;
  private final JobRules rules;
  private final TypeCatalog types;
  private final Intake intake;
  private final ObjectMapper json;

  @Inject
  JobSubmission(
      JobReader reader, JobRules rules, TypeCatalog types, Intake intake, ObjectMapper json) {
    this.reader = reader;
    this.rules = rules;
    this.types = types;
    this.intake = intake;
    this.json = json;
  }

  /**
   * A submission as it came in.
   *
   * @param key the {@code Idempotency-Key} header
   * @param traceparent the trace it belongs to, if it is well-formed
   */
  record Request(
      Principal caller, byte[] body, @Nullable String key, @Nullable String traceparent) {

    Idempotency.@Nullable Key key(String route) {
      return Idempotency.key(caller.tenant(), route, key, body);
    }
  }

  Uni<Answer> submit(Request request) throws JsonProcessingException {
    var key = request.key("POST /api/v1/jobs");
    JobRequest wanted = reader.job(request.body());
    return types
        .ensureKnown(wanted.type() == null ? List.of() : List.of(wanted.type()))
        .map(known -> rules.accept(wanted, request.caller(), request.traceparent()))
        .map(job -> List.of(new Wanted(job, JobRules.onConflict(wanted))))
        .chain(jobs -> intake.take(jobs, key, (sql, taken) -> answer(sql, request, taken)));
  }

  /** The corrected payload of a retry; null to keep the job's own. */
  @Nullable RawJson retryData(byte[] body) throws JsonProcessingException {
    return reader.retry(body).data();
  }

  private Uni<Answer> answer(Sql sql, Request request, Taken taken) {
    return switch (taken.fates().getFirst()) {
      case Fate.Stored stored -> Uni.createFrom().item(answer(201, taken.stored().getFirst()));
      case Fate.Existing(String key, JobId holder) -> existing(sql, request.caller(), key, holder);
      case Fate.Refused refused -> Uni.createFrom().failure(refused.problem());
    };
  }

  private Uni<Answer> existing(Sql sql, Principal caller, String key, JobId holder) {
    return FindJob.run(sql, caller.tenant(), holder)
        .map(found -> found.filter(job -> caller.mayUse(job.queue())))
        .map(found -> answer(200, found.orElseThrow(() -> Taken.conflict(key, holder))));
  }

  private Answer answer(int status, Job job) {
    try {
      return Answer.of(
          status, "/api/v1/jobs/" + job.id(), job.version(), json.writeValueAsString(job));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("our own answers can be written", impossible);
    }
  }
}
