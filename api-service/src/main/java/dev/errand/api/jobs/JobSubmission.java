package dev.errand.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.api.jobs.BatchAnswer.Item;
import dev.errand.model.job.Job;
import dev.errand.model.job.NewJob;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.problem.FieldError;
import dev.errand.model.tenant.Principal;
import dev.errand.store.job.InsertJobs;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Accepts jobs: checks them, stores them, and says so once they are durable. */
@Singleton
class JobSubmission {
  private static final int MAX_BATCH = 1000;

  private final JobReader reader;
  private final JobRules rules;
  private final TypeCatalog types;
  private final Submissions submissions;
  private final Idempotency idempotency;
  private final ObjectMapper json;

  @Inject
  JobSubmission(
      JobReader reader,
      JobRules rules,
      TypeCatalog types,
      Submissions submissions,
      Idempotency idempotency,
      ObjectMapper json) {
    this.reader = reader;
    this.rules = rules;
    this.types = types;
    this.submissions = submissions;
    this.idempotency = idempotency;
    this.json = json;
  }

  /**
   * A submission as it came in.
   *
   * @param key the {@code Idempotency-Key} header
   * @param traceparent the trace it belongs to, if it is well-formed
   */
  record Request(
      Principal caller, byte[] body, @Nullable String key, @Nullable String traceparent) {}

  /** One job. */
  Uni<Answer> submit(Request request) throws JsonProcessingException {
    requireWriter(request.caller());
    var key =
        Idempotency.key(
            request.caller().tenant(), "POST /api/v1/jobs", request.key(), request.body());
    JobRequest wanted = reader.job(request.body());
    return types
        .ensureKnown(wanted.type() == null ? List.of() : List.of(wanted.type()))
        .map(known -> rules.accept(wanted, request.caller(), request.traceparent()))
        .chain(job -> store(List.of(job), key, stored -> created(stored.getFirst())));
  }

  /** Up to a thousand jobs in one transaction. */
  Uni<Answer> submitBatch(Request request) throws JsonProcessingException {
    requireWriter(request.caller());
    var key =
        Idempotency.key(
            request.caller().tenant(), "POST /api/v1/jobs/batch", request.key(), request.body());
    BatchRequest batch = reader.batch(request.body());
    List<Wanted> wanted = checked(batch.jobs()).stream().map(this::wanted).toList();
    return types
        .ensureKnown(types(wanted))
        .map(known -> sort(wanted, request))
        .chain(
            sorted -> {
              if (Boolean.TRUE.equals(batch.atomic()) && !sorted.problems().isEmpty()) {
                throw ErrandException.invalid(sorted.problems());
              }
              return store(sorted.accepted(), key, stored -> listed(sorted));
            });
  }

  /** The corrected payload of a retry; null to keep the job's own. */
  @Nullable RawJson retryData(byte[] body) throws JsonProcessingException {
    return reader.retry(body).data();
  }

  private Uni<Answer> store(
      List<NewJob> jobs, Idempotency.@Nullable Key key, Function<List<Job>, Answer> answer) {
    if (key == null) {
      return jobs.isEmpty()
          ? Uni.createFrom().item(() -> answer.apply(List.of()))
          : submissions.store(jobs).map(answer);
    }
    // With a key the record has to be in the same transaction, so these are not gathered.
    var announced = new ArrayList<Runnable>();
    return idempotency
        .once(
            key,
            sql ->
                InsertJobs.run(sql, jobs)
                    .map(
                        stored -> {
                          announced.add(() -> submissions.announce(jobs, stored));
                          return answer.apply(jobs.stream().map(stored::job).toList());
                        }))
        .invoke(
            given -> {
              if (!given.replayed()) {
                announced.forEach(Runnable::run);
              }
            });
  }

  private Answer created(Job job) {
    return new Answer(201, "/api/v1/jobs/" + job.id(), write(job), false);
  }

  private Answer listed(Sorted sorted) {
    int created = sorted.accepted().size();
    int failed = sorted.items().size() - created;
    return new Answer(201, null, write(new BatchAnswer(sorted.items(), created, failed)), false);
  }

  /** An item of a batch: what it asks for, or why it cannot be read. */
  private sealed interface Wanted {
    record Readable(JobRequest job) implements Wanted {}

    record Unreadable(ErrandException problem) implements Wanted {}
  }

  private Wanted wanted(RawJson item) {
    try {
      return new Wanted.Readable(reader.item(item));
    } catch (ErrandException problem) {
      return new Wanted.Unreadable(problem);
    }
  }

  private static List<String> types(List<Wanted> wanted) {
    return wanted.stream()
        .filter(Wanted.Readable.class::isInstance)
        .map(item -> ((Wanted.Readable) item).job().type())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private record Sorted(List<NewJob> accepted, List<Item> items, List<FieldError> problems) {
    void accept(NewJob job) {
      items.add(Item.created(items.size(), job.id()));
      accepted.add(job);
    }

    void refuse(ErrandException problem) {
      String prefix = "#/jobs/" + items.size();
      items.add(Item.refused(items.size(), problem));
      if (problem.errors().isEmpty()) {
        problems.add(new FieldError(prefix, problem.detail()));
      }
      for (FieldError error : problem.errors()) {
        problems.add(new FieldError(prefix + error.pointer().substring(1), error.detail()));
      }
    }
  }

  private Sorted sort(List<Wanted> wanted, Request request) {
    var sorted = new Sorted(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Wanted item : wanted) {
      switch (item) {
        case Wanted.Readable(JobRequest job) -> {
          try {
            sorted.accept(rules.accept(job, request.caller(), request.traceparent()));
          } catch (ErrandException problem) {
            sorted.refuse(problem);
          }
        }
        case Wanted.Unreadable(ErrandException problem) -> sorted.refuse(problem);
      }
    }
    return sorted;
  }

  private static List<RawJson> checked(@Nullable List<RawJson> jobs) {
    if (jobs == null || jobs.isEmpty() || jobs.size() > MAX_BATCH) {
      throw ErrandException.invalid("#/jobs", "must have 1 to " + MAX_BATCH + " elements");
    }
    return jobs;
  }

  private static void requireWriter(Principal caller) {
    if (!caller.mayWrite()) {
      throw new ErrandException(ErrorCode.FORBIDDEN, "a viewer may read, not submit");
    }
  }

  private String write(Object answer) {
    try {
      return json.writeValueAsString(answer);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("our own answers can be written", impossible);
    }
  }
}
