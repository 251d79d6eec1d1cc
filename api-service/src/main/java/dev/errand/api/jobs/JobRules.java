package dev.errand.api.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.api.jobs.JobRequest.BackoffRequest;
import dev.errand.live.chance.IdSource;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.OnConflict;
import dev.errand.model.job.Priority;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.Principal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns what was asked for into a job, or says everything that is wrong with it. */
@Singleton
class JobRules {
  private static final JobType ANY = new JobType("any");

  private final TypeCatalog types;
  private final IdSource ids;
  private final Clock clock;

  @Inject
  JobRules(TypeCatalog types, IdSource ids, Clock clock) {
    this.types = types;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @throws dev.errand.model.problem.ErrandException with every wrong field
   */
  NewJob accept(JobRequest request, Principal caller, @Nullable String traceparent) {
    var problems = new Problems();
    JobType type = type(request, problems);
    QueueName queue = queue(request, problems);
    Priority priority = priority(request, problems);
    Start start = start(request, problems);
    Backoff backoff = backoff(request.backoff(), problems);
    @Nullable Instant deadline = JobFields.deadline(request.deadlineAt(), clock, problems);
    @Nullable Duration timeout = problems.duration("#/timeout", request.timeout());
    String name = problems.text("#/name", request.name(), JobFields.MAX_NAME);
    String description =
        problems.text("#/description", request.description(), JobFields.MAX_DESCRIPTION);
    List<String> tags = JobFields.tags(request.tags(), problems);
    int maxAttempts = maxAttempts(request, problems);
    @Nullable String concurrencyKey =
        JobFields.key("#/concurrencyKey", request.concurrencyKey(), problems);
    @Nullable String uniqueKey = uniqueKey(request, problems);
    @Nullable String metadata = JobFields.metadata(request.metadata(), problems);
    checkData(request, problems);
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
    requireAllowed(request, queue, caller);
    return new NewJob(
        new JobId(ids.next()),
        caller.tenant(),
        caller.actor(),
        type,
        queue,
        priority,
        start,
        maxAttempts,
        backoff,
        text(request.data()),
        name,
        description,
        metadata,
        tags,
        deadline,
        timeout,
        traceparent,
        concurrencyKey,
        uniqueKey,
        null);
  }

  private static void requireAllowed(JobRequest request, QueueName queue, Principal caller) {
    requireUse(caller, queue);
    // Unique keys know no queues: it could cancel a job that it may not even see.
    if (caller.isLimited() && onConflict(request) == OnConflict.REPLACE) {
      throw new ErrandException(
          ErrorCode.FORBIDDEN, "a key that is limited to some queues may not replace jobs");
    }
  }

  /**
   * @throws ErrandException {@link ErrorCode#FORBIDDEN} when the caller may not use that queue
   */
  static void requireUse(Principal caller, QueueName queue) {
    if (!caller.mayUse(queue)) {
      throw new ErrandException(ErrorCode.FORBIDDEN, "the key is limited to other queues");
    }
  }

  private static JobType type(JobRequest request, Problems problems) {
    @Nullable String type = request.type();
    if (type == null) {
      problems.add("#/type", "is required");
      return ANY;
    }
    return problems.check(() -> new JobType(type), ANY);
  }

  private static QueueName queue(JobRequest request, Problems problems) {
    @Nullable String queue = request.queue();
    return queue == null
        ? QueueName.DEFAULT
        : problems.check(() -> new QueueName(queue), QueueName.DEFAULT);
  }

  private static Priority priority(JobRequest request, Problems problems) {
    @Nullable JsonNode priority = request.priority();
    return priority == null || priority.isNull()
        ? Priority.NORMAL
        : JobFields.priority(priority, problems);
  }

  private static Start start(JobRequest request, Problems problems) {
    @Nullable Instant moment = problems.moment("#/runAt", request.runAt());
    @Nullable Duration delay = problems.duration("#/delay", request.delay());
    boolean held = Boolean.TRUE.equals(request.hold());
    if (request.runAt() != null && request.delay() != null) {
      problems.add("#/delay", "cannot be given together with runAt");
    }
    if (held && (request.runAt() != null || request.delay() != null)) {
      problems.add("#/hold", "cannot be given together with runAt or delay");
    }
    if (held) {
      return new Start.Held();
    }
    if (moment != null) {
      return new Start.At(moment);
    }
    return delay == null ? Start.NOW : new Start.After(delay);
  }

  private static Backoff backoff(@Nullable BackoffRequest request, Problems problems) {
    if (request == null) {
      return Backoff.DEFAULT;
    }
    @Nullable Duration first = problems.duration("#/backoff/first", request.first());
    @Nullable Duration cap = problems.duration("#/backoff/cap", request.cap());
    Duration start = first == null ? Backoff.DEFAULT.first() : first;
    Duration top = cap == null ? max(Backoff.DEFAULT.cap(), start) : cap;
    return problems.check(
        () ->
            new Backoff(
                start,
                Objects.requireNonNullElse(request.factor(), Backoff.DEFAULT.factor()),
                top,
                Objects.requireNonNullElse(request.jitter(), Backoff.DEFAULT.jitter())),
        Backoff.DEFAULT);
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private int maxAttempts(JobRequest request, Problems problems) {
    @Nullable Integer asked = request.maxAttempts();
    if (asked != null && (asked < 1 || asked > 1000)) {
      problems.add("#/maxAttempts", "must be from 1 to 1000");
    }
    return asked == null ? types.maxAttempts(String.valueOf(request.type())) : asked;
  }

  private static @Nullable String uniqueKey(JobRequest request, Problems problems) {
    @Nullable String onConflict = request.onConflict();
    if (onConflict != null) {
      problems.check(() -> OnConflict.named(onConflict), OnConflict.REJECT);
      if (request.uniqueKey() == null) {
        problems.add("#/onConflict", "needs a uniqueKey");
      }
    }
    return JobFields.key("#/uniqueKey", request.uniqueKey(), problems);
  }

  /** What a valid request wants to become of it when its unique key is taken. */
  static OnConflict onConflict(JobRequest request) {
    @Nullable String onConflict = request.onConflict();
    return onConflict == null ? OnConflict.REJECT : OnConflict.named(onConflict);
  }

  private void checkData(JobRequest request, Problems problems) {
    if (request.type() != null && problems.isEmpty()) {
      problems.addAll(types.check(request.type(), text(request.data())));
    }
  }

  private static @Nullable String text(@Nullable RawJson json) {
    return json == null ? null : json.text();
  }
}
