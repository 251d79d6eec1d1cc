package dev.errand.cli.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.paper.Column;
import java.util.List;

/** What people see of a queue. */
final class QueueColumns {
  static final List<Column> LIST =
      List.of(
          Column.of("NAME", "name"),
          Column.made("STATE", QueueColumns::state),
          Column.of("PENDING", "depth.pending"),
          Column.of("RUNNING", "depth.running"),
          Column.made("WAITING", QueueColumns::waiting),
          Column.duration("OLDEST", "oldestPendingAge"),
          Column.made("LIMITS", QueueColumns::limits));

  static final List<Column> FIELDS =
      List.of(
          Column.of("name", "name"),
          Column.made("state", QueueColumns::state),
          Column.of("paused by", "paused.by"),
          Column.time("paused at", "paused.at"),
          Column.of("reason", "paused.reason"),
          Column.of("pending", "depth.pending"),
          Column.of("running", "depth.running"),
          Column.of("held", "depth.held"),
          Column.of("scheduled", "depth.scheduled"),
          Column.of("retrying", "depth.retrying"),
          Column.duration("oldest pending", "oldestPendingAge"),
          Column.made("limits", QueueColumns::limits),
          Column.of("version", "version"));

  private QueueColumns() {}

  private static String state(JsonNode queue) {
    if (queue.path("paused").isObject()) {
      return "paused";
    }
    return queue.path("manual").asBoolean() ? "manual" : "open";
  }

  /** How many jobs would be cancelled by a purge. */
  static String waiting(JsonNode queue) {
    JsonNode depth = queue.path("depth");
    long waiting = 0;
    for (String state : List.of("held", "scheduled", "pending", "retrying")) {
      waiting += depth.path(state).asLong();
    }
    return Long.toString(waiting);
  }

  private static String limits(JsonNode queue) {
    StringBuilder limits = new StringBuilder();
    add(limits, "concurrency ", queue.path("concurrency"));
    add(limits, "per key ", queue.path("perKeyConcurrency"));
    JsonNode rate = queue.path("rateLimit");
    if (rate.isObject()) {
      String per = Column.inWords(rate.path("per").asText());
      add(limits, "", rate.path("count"));
      limits.append('/').append(per);
    }
    return limits.toString();
  }

  private static void add(StringBuilder limits, String name, JsonNode value) {
    if (value.isNumber()) {
      limits.append(limits.isEmpty() ? "" : ", ").append(name).append(value.asText());
    }
  }
}
