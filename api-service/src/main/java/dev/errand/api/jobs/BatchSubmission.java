package dev.errand.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.api.jobs.BatchAnswer.Item;
import dev.errand.api.jobs.JobSubmission.Request;
import dev.errand.model.job.JobId;
import dev.errand.model.problem.ErrandException;
import dev.errand.store.job.Taken.Fate;
import dev.errand.store.job.Wanted;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Accepts up to a thousand jobs in one transaction. */
@Singleton
class BatchSubmission {
  private static final int MAX_BATCH = 1000;

  private final JobReader reader;
  private final JobRules rules;
  private final TypeCatalog types;
  private final Intake intake;
  private final ObjectMapper json;

  @Inject
  BatchSubmission(
      JobReader reader, JobRules rules, TypeCatalog types, Intake intake, ObjectMapper json) {
    this.reader = reader;
    this.rules = rules;
    this.types = types;
    this.intake = intake;
    this.json = json;
  }

  Uni<Answer> submit(Request request) throws JsonProcessingException {
    var key = request.key("POST /api/v1/jobs/batch");
    BatchRequest batch = reader.batch(request.body());
    boolean atomic = Boolean.TRUE.equals(batch.atomic());
    List<Line> read = checked(batch.jobs()).stream().map(this::read).toList();
    return types
        .ensureKnown(types(read))
        .map(known -> read.stream().map(line -> check(line, request)).toList())
        .invoke(lines -> requireAllValid(lines, atomic))
        .chain(lines -> store(lines, key, atomic));
  }

  private Uni<Answer> store(List<Line> lines, Idempotency.@Nullable Key key, boolean atomic) {
    List<Wanted> valid = new ArrayList<>();
    for (Line line : lines) {
      if (line instanceof Line.Valid(Wanted job)) {
        valid.add(job);
      }
    }
    return intake.take(
        valid,
        key,
        (sql, taken) -> {
          List<Item> items = items(lines, taken.fates().iterator());
          BatchAnswer answer = BatchAnswer.of(items, taken.stored().size());
          if (atomic) {
            answer.requireNoFailure();
          }
          return Uni.createFrom().item(Answer.of(201, null, null, write(answer)));
        });
  }

  /** One job of a batch, on its way from text to a valid one. */
  private sealed interface Line {
    record Readable(JobRequest job) implements Line {}

    record Valid(Wanted job) implements Line {}

    record Wrong(ErrandException problem) implements Line {}
  }

  private Line read(RawJson item) {
    try {
      return new Line.Readable(reader.item(item));
    } catch (ErrandException problem) {
      return new Line.Wrong(problem);
    }
  }

  private Line check(Line line, Request request) {
    if (!(line instanceof Line.Readable(JobRequest job))) {
      return line;
    }
    try {
      return new Line.Valid(
          new Wanted(
              rules.accept(job, request.caller(), request.traceparent()),
              JobRules.onConflict(job)));
    } catch (ErrandException problem) {
      return new Line.Wrong(problem);
    }
  }

  private static List<String> types(List<Line> lines) {
    return lines.stream()
        .filter(Line.Readable.class::isInstance)
        .map(line -> ((Line.Readable) line).job().type())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }

  private static void requireAllValid(List<Line> lines, boolean atomic) {
    if (!atomic) {
      return;
    }
    var problems = new Problems();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i) instanceof Line.Wrong(ErrandException problem)) {
        problems.addAll(problem, "#/jobs/" + i);
      }
    }
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
  }

  private static List<Item> items(List<Line> lines, Iterator<Fate> fates) {
    List<Item> items = new ArrayList<>(lines.size());
    for (Line line : lines) {
      int index = items.size();
      items.add(
          line instanceof Line.Wrong(ErrandException problem)
              ? Item.refused(index, problem)
              : item(index, fates.next()));
    }
    return items;
  }

  private static Item item(int index, Fate fate) {
    return switch (fate) {
      case Fate.Stored(JobId id) -> Item.created(index, id);
      case Fate.Existing(String key, JobId holder) -> Item.returned(index, holder);
      case Fate.Refused refused -> Item.refused(index, refused.problem());
    };
  }

  private static List<RawJson> checked(@Nullable List<RawJson> jobs) {
    if (jobs == null || jobs.isEmpty() || jobs.size() > MAX_BATCH) {
      throw ErrandException.invalid("#/jobs", "must have 1 to " + MAX_BATCH + " elements");
    }
    return jobs;
  }

  private String write(BatchAnswer answer) {
    try {
      return json.writeValueAsString(answer);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("our own answers can be written", impossible);
    }
  }
}
