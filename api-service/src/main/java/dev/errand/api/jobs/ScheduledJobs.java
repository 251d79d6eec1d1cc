package dev.errand.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.api.web.JsonTrouble;
import dev.errand.model.job.Job;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import dev.errand.model.schedule.JobTemplate;
import dev.errand.model.tenant.Principal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** What schedules need to know of jobs: whether one could be submitted, and that one was. */
@Singleton
public class ScheduledJobs {
  // Each fire says when its job runs; a moment or a key of its own would be right but once.
  private static final List<String> NOT_REPEATABLE =
      List.of("runAt", "delay", "deadlineAt", "uniqueKey", "onConflict");

  private final JobReader reader;
  private final JobRules rules;
  private final TypeCatalog types;
  private final Submissions submissions;
  private final ObjectMapper json;

  @Inject
  ScheduledJobs(
      JobReader reader,
      JobRules rules,
      TypeCatalog types,
      Submissions submissions,
      ObjectMapper json) {
    this.reader = reader;
    this.rules = rules;
    this.types = types;
    this.submissions = submissions;
    this.json = json;
  }

  /** Reads a request that carries a job as {@link RawJson}. */
  public <T> T read(Class<T> request, byte[] body) throws JsonProcessingException {
    return reader.around(request, body);
  }

  /** The template, or a failure that names each wrong field below {@code #/job}. */
  public Uni<JobTemplate> template(RawJson job, Principal caller) {
    return Uni.createFrom()
        .item(() -> request(job))
        .call(
            wanted -> types.ensureKnown(wanted.type() == null ? List.of() : List.of(wanted.type())))
        .map(wanted -> JobTemplate.like(rules.accept(wanted, caller, null)))
        .onFailure(ErrandException.class)
        .transform(problem -> below((ErrandException) problem));
  }

  private JobRequest request(RawJson job) {
    if (job.isObject()) {
      refuseWhatCannotBeRepeated(job);
    }
    return reader.item(job);
  }

  private void refuseWhatCannotBeRepeated(RawJson job) {
    JsonNode fields = tree(job);
    List<FieldError> errors =
        NOT_REPEATABLE.stream()
            .filter(fields::hasNonNull)
            .map(name -> new FieldError("#/" + name, "cannot be given for the job of a schedule"))
            .toList();
    if (!errors.isEmpty()) {
      throw ErrandException.invalid(errors);
    }
  }

  private JsonNode tree(RawJson job) {
    try {
      return json.readTree(job.text());
    } catch (JsonProcessingException wrong) {
      throw JsonTrouble.problem(wrong);
    }
  }

  private static ErrandException below(ErrandException problem) {
    if (problem.errors().isEmpty()) {
      return problem;
    }
    return ErrandException.invalid(
        problem.code(),
        problem.errors().stream()
            .map(error -> new FieldError("#/job" + error.pointer().substring(1), error.detail()))
            .toList());
  }

  /** A job that is durable now: tells everybody. */
  public void announce(Job stored) {
    submissions.announce(List.of(stored));
  }
}
