package dev.errand.api.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.api.jobs.Change.Given;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns an edit as it was asked for into a change, or says everything that is wrong with it. */
@Singleton
class EditRules {
  private final Clock clock;

  @Inject
  EditRules(Clock clock) {
    this.clock = clock;
  }

  /**
   * @throws dev.errand.model.problem.ErrandException with every wrong field
   */
  Change accept(EditRequest request) {
    var problems = new Problems();
    var change =
        new Change(
            text("#/name", request.name(), JobFields.MAX_NAME, problems),
            text("#/description", request.description(), JobFields.MAX_DESCRIPTION, problems),
            given(request.priority(), value -> JobFields.priority(value, problems)),
            // The worker's schema says whether null will do, as at submission.
            given(request.data(), RawJson::text),
            given(request.metadata(), value -> JobFields.metadata(value, problems)),
            given(request.tags(), value -> JobFields.tags(strings(value, problems), problems)),
            given(
                request.runAt(),
                value -> problems.moment("#/runAt", string("#/runAt", value, problems))),
            given(
                request.deadlineAt(),
                value ->
                    JobFields.deadline(string("#/deadlineAt", value, problems), clock, problems)));
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
    return change;
  }

  private static @Nullable Given<@Nullable String> text(
      String pointer, @Nullable JsonNode value, int max, Problems problems) {
    return given(value, node -> problems.text(pointer, string(pointer, node, problems), max));
  }

  private static <V, T extends @Nullable Object> @Nullable Given<T> given(
      @Nullable V value, Function<V, T> read) {
    return value == null ? null : new Given<>(read.apply(value));
  }

  private static @Nullable String string(String pointer, JsonNode value, Problems problems) {
    if (!value.isTextual() && !value.isNull()) {
      problems.add(pointer, "must be a string");
    }
    return value.textValue();
  }

  private static @Nullable List<@Nullable String> strings(JsonNode value, Problems problems) {
    if (value.isNull()) {
      return null;
    }
    if (!value.isArray()) {
      problems.add("#/tags", "must be an array");
      return null;
    }
    List<@Nullable String> strings = new ArrayList<>();
    value.forEach(element -> strings.add(element.textValue()));
    return strings;
  }
}
