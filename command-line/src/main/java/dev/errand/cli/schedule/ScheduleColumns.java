package dev.errand.cli.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.paper.Column;
import java.time.ZoneId;
import java.util.List;
import java.util.StringJoiner;

/** What people see of a schedule. */
final class ScheduleColumns {
  static final List<Column> LIST =
      List.of(
          Column.of("ID", "id"),
          Column.of("NAME", "name"),
          Column.made("WHEN", ScheduleColumns::when),
          Column.of("ZONE", "timezone"),
          Column.of("TYPE", "job.type"),
          Column.made("STATE", schedule -> schedule.path("paused").asBoolean() ? "paused" : "on"),
          new Column("NEXT", ScheduleColumns::next));

  static final List<Column> FIELDS =
      List.of(
          Column.of("id", "id"),
          Column.of("name", "name"),
          Column.made("when", ScheduleColumns::when),
          Column.of("zone", "timezone"),
          Column.of("job", "job"),
          Column.made("state", schedule -> schedule.path("paused").asBoolean() ? "paused" : "on"),
          Column.of("overlap", "overlap"),
          Column.of("misfire", "misfire"),
          new Column("next", ScheduleColumns::allNext),
          Column.time("last fire", "lastFire.fireAt"),
          Column.of("last job", "lastFire.jobId"),
          Column.of("last skipped", "lastFire.skipped"),
          Column.of("created by", "createdBy"),
          Column.time("created", "createdAt"),
          Column.of("version", "version"));

  private ScheduleColumns() {}

  private static String when(JsonNode schedule) {
    JsonNode every = schedule.path("every");
    return every.isTextual()
        ? "every " + Column.inWords(every.asText())
        : schedule.path("cron").asText();
  }

  private static String next(JsonNode schedule, ZoneId zone) {
    return Column.local(schedule.path("nextFireTimes").path(0).asText(""), zone);
  }

  static String allNext(JsonNode schedule, ZoneId zone) {
    StringJoiner times = new StringJoiner("\n");
    schedule.path("nextFireTimes").forEach(time -> times.add(Column.local(time.asText(), zone)));
    return times.toString();
  }
}
