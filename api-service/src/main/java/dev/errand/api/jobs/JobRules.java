package dev.errand.api.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.api.jobs.JobRequest.BackoffRequest;
import dev.errand.live.chance.IdSource;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.Priority;
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
  private static final int MAX_TAGS = 16;
  private static final int MAX_METADATA = 16 << 10;
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
    Priority priority = priority(request.priority(), problems);
    Start start = start(request, problems);
    Backoff backoff = backoff(request.backoff(), problems);
    @Nullable Instant deadline = deadline(request, problems);
    @Nullable Duration timeout = problems.duration("#/timeout", request.timeout());
    String name = problems.text("#/name", request.name(), 200);
    String description = problems.text("#/description", request.description(), 2000);
    List<String> tags = tags(request.tags(), problems);
    int maxAttempts = maxAttempts(request, problems);
    checkJson(request, problems);
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
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
        text(metadata(request)),
        tags,
        deadline,
        timeout,
        traceparent,
        null,
        null,
        null);
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

  private static Priority priority(@Nullable JsonNode value, Problems problems) {
    if (value == null || value.isNull()) {
      return Priority.NORMAL;
    }
    if (value.isTextual()) {
      return problems.check(() -> Priority.named(value.textValue()), Priority.NORMAL);
    }
    if (!value.isIntegralNumber()) {
      problems.add("#/priority", "must be an integer or one of low, normal, high, urgent");
      return Priority.NORMAL;
    }
    int number = value.canConvertToInt() ? value.intValue() : Integer.MAX_VALUE;
    return problems.check(() -> new Priority(number), Priority.NORMAL);
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

  private @Nullable Instant deadline(JobRequest request, Problems problems) {
    @Nullable Instant deadline = problems.moment("#/deadlineAt", request.deadlineAt());
    if (deadline != null && !deadline.isAfter(clock.instant())) {
      problems.add("#/deadlineAt", "must be in the future");
    }
    return deadline;
  }

  private static List<String> tags(@Nullable List<@Nullable String> tags, Problems problems) {
    if (tags == null) {
      return List.of();
    }
    if (tags.size() > MAX_TAGS) {
      problems.add("#/tags", "must have at most " + MAX_TAGS + " elements");
      return List.of();
    }
    for (int i = 0; i < tags.size(); i++) {
      if (tags.get(i) == null) {
        problems.add("#/tags/" + i, "must be a string");
      }
      problems.text("#/tags/" + i, tags.get(i), 64);
    }
    return tags.stream().map(String::valueOf).distinct().toList();
  }

  private int maxAttempts(JobRequest request, Problems problems) {
    @Nullable Integer asked = request.maxAttempts();
    if (asked != null && (asked < 1 || asked > 1000)) {
      problems.add("#/maxAttempts", "must be from 1 to 1000");
    }
    return asked == null ? types.maxAttempts(String.valueOf(request.type())) : asked;
  }

  private void checkJson(JobRequest request, Problems problems) {
    @Nullable RawJson data = request.data();
    @Nullable RawJson metadata = metadata(request);
    if (metadata != null && (!metadata.isObject() || metadata.text().length() > MAX_METADATA)) {
      problems.add("#/metadata", "must be an object of at most 16 KiB");
    }
    if (request.type() != null && problems.isEmpty()) {
      problems.addAll(types.check(request.type(), text(data)));
    }
  }

  private static @Nullable RawJson metadata(JobRequest request) {
    @Nullable RawJson metadata = request.metadata();
    return metadata == null || metadata.isNull() ? null : metadata;
  }

  private static @Nullable String text(@Nullable RawJson json) {
    return json == null ? null : json.text();
  }
}
