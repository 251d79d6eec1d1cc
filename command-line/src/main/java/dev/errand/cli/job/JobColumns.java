package dev.errand.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.paper.Column;
import java.util.List;

/** What people see of a job. */
final class JobColumns {
  static final List<Column> LIST =
      List.of(
          Column.of("ID", "id"),
          Column.of("STATE", "state"),
          Column.of("TYPE", "type"),
          Column.of("NAME", "name"),
          Column.of("QUEUE", "queue"),
          Column.of("PRIORITY", "priority"),
          Column.made("ATTEMPT", JobColumns::attempt),
          Column.time("CREATED", "createdAt"),
          Column.time("FINISHED", "finishedAt"));

  static final List<Column> FIELDS =
      List.of(
          Column.of("id", "id"),
          Column.of("state", "state"),
          Column.of("type", "type"),
          Column.of("name", "name"),
          Column.of("description", "description"),
          Column.of("queue", "queue"),
          Column.of("priority", "priority"),
          Column.made("attempt", JobColumns::attempt),
          Column.made("progress", JobColumns::progress),
          Column.of("error", "error.message"),
          Column.of("error code", "error.code"),
          Column.of("data", "data"),
          Column.of("metadata", "metadata"),
          Column.made("tags", JobColumns::tags),
          Column.of("result", "result"),
          Column.time("created", "createdAt"),
          Column.time("run at", "runAt"),
          Column.time("deadline", "deadlineAt"),
          Column.time("started", "startedAt"),
          Column.time("finished", "finishedAt"),
          Column.duration("timeout", "timeout"),
          Column.of("concurrency key", "concurrencyKey"),
          Column.of("unique key", "uniqueKey"),
          Column.of("schedule", "scheduleId"),
          Column.of("created by", "createdBy"),
          Column.of("version", "version"));

  private JobColumns() {}

  static String attempt(JsonNode job) {
    return job.path("attempt").asText() + "/" + job.path("maxAttempts").asText();
  }

  /** Such as {@code 40 % page 3}; empty without any. */
  static String progress(JsonNode job) {
    JsonNode progress = job.path("progress");
    if (!progress.isObject()) {
      return "";
    }
    String percent =
        progress.path("percent").isNumber() ? progress.path("percent").asText() + " %" : "";
    return (percent + " " + progress.path("message").asText("")).strip();
  }

  private static String tags(JsonNode job) {
    StringBuilder tags = new StringBuilder();
    job.path("tags").forEach(tag -> tags.append(tags.isEmpty() ? "" : ", ").append(tag.asText()));
    return tags.toString();
  }
}
