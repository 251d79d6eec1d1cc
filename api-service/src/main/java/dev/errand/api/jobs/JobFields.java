package dev.errand.api.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.model.job.Priority;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is valid in fields that can be submitted as well as edited. */
final class JobFields {
  static final int MAX_NAME = 200;
  static final int MAX_DESCRIPTION = 2000;
  private static final int MAX_TAGS = 16;
  private static final int MAX_TAG = 64;
  private static final int MAX_KEY = 255;
  private static final int MAX_METADATA = 16 << 10;

  private JobFields() {}

  static Priority priority(JsonNode value, Problems problems) {
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

  static @Nullable Instant deadline(@Nullable String text, Clock clock, Problems problems) {
    @Nullable Instant deadline = problems.moment("#/deadlineAt", text);
    if (deadline != null && !deadline.isAfter(clock.instant())) {
      problems.add("#/deadlineAt", "must be in the future");
    }
    return deadline;
  }

  static List<String> tags(@Nullable List<@Nullable String> tags, Problems problems) {
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
      problems.text("#/tags/" + i, tags.get(i), MAX_TAG);
    }
    return tags.stream().map(String::valueOf).distinct().toList();
  }

  /** The metadata's text; null for none. */
  static @Nullable String metadata(@Nullable RawJson metadata, Problems problems) {
    if (metadata == null || metadata.isNull()) {
      return null;
    }
    if (!metadata.isObject() || metadata.text().length() > MAX_METADATA) {
      problems.add("#/metadata", "must be an object of at most 16 KiB");
    }
    return metadata.text();
  }

  /** A key that others compare with theirs: what cannot be seen has no place in it. */
  static @Nullable String key(String pointer, @Nullable String key, Problems problems) {
    if (key != null && !key.codePoints().allMatch(JobFields::isPrintable)) {
      problems.add(pointer, "must have printable characters only");
      return key;
    }
    return problems.text(pointer, key, MAX_KEY);
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
