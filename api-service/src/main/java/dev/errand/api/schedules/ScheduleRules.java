package dev.errand.api.schedules;

import dev.errand.api.jobs.Problems;
import dev.errand.api.jobs.RawJson;
import dev.errand.model.schedule.CronExpression;
import dev.errand.model.schedule.DstGap;
import dev.errand.model.schedule.DstOverlap;
import dev.errand.model.schedule.Interval;
import dev.errand.model.schedule.JobTemplate;
import dev.errand.model.schedule.LatePolicy;
import dev.errand.model.schedule.MisfirePolicy;
import dev.errand.model.schedule.OverlapPolicy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes what was asked for into a schedule's row, or says everything that is wrong with it. */
final class ScheduleRules {
  // The JDK's own, beside the names of the database.
  private static final String NOT_IANA = "SystemV/";

  private ScheduleRules() {}

  /**
   * Everything but the job.
   *
   * @param now by the database's clock: where the timing changes, only later fires count
   * @throws dev.errand.model.problem.ErrandException with every wrong field; the row must not be
   *     stored then
   */
  static void apply(ScheduleRequest request, ScheduleEntity row, Instant now) {
    var problems = new Problems();
    String before = timingOf(row);
    if (request.name() != null) {
      row.name = String.valueOf(problems.text("#/name", request.name(), 200));
    }
    applyTiming(request, row, problems);
    row.dstGap =
        word(request.dstGap(), row.dstGap, "#/dstGap", "skip or run_after", DstGap::of, problems);
    row.dstOverlap =
        word(
            request.dstOverlap(),
            row.dstOverlap,
            "#/dstOverlap",
            "first, second or both",
            DstOverlap::of,
            problems);
    row.overlap =
        word(
            request.overlap(),
            row.overlap,
            "#/overlap",
            "allow, skip or cancel_running",
            OverlapPolicy::of,
            problems);
    row.misfire =
        word(
            request.misfire(),
            row.misfire,
            "#/misfire",
            "skip, once or all",
            MisfirePolicy::of,
            problems);
    applyCatchUp(request, row, problems);
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
    if (!timingOf(row).equals(before)) {
      row.since = now;
    }
  }

  /** What a new schedule cannot do without. */
  static void requireWhole(ScheduleRequest request) {
    var problems = new Problems();
    if (request.name() == null) {
      problems.add("#/name", "is required");
    }
    requireTiming(request, problems);
    if (request.job() == null) {
      problems.add("#/job", "is required");
    }
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
  }

  /** What a timing cannot do without. */
  static void requireTiming(ScheduleRequest request) {
    var problems = new Problems();
    requireTiming(request, problems);
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
  }

  private static void requireTiming(ScheduleRequest request, Problems problems) {
    if (request.cron() == null && request.every() == null) {
      problems.add("#/cron", "is required, or every");
    }
  }

  /** The job, found valid. */
  static void apply(RawJson job, JobTemplate template, ScheduleEntity row) {
    row.job = job.text();
    row.template = TemplateColumns.of(template);
  }

  private static void applyTiming(ScheduleRequest request, ScheduleEntity row, Problems problems) {
    @Nullable String cron = request.cron();
    @Nullable Duration every = problems.duration("#/every", request.every());
    if (cron != null && request.every() != null) {
      problems.add("#/every", "cannot be given together with cron");
    }
    if (cron != null) {
      problems.<@Nullable CronExpression>check(() -> CronExpression.parse(cron), null);
      row.cron = cron;
      row.everyMs = null;
    } else if (every != null) {
      problems.<@Nullable Interval>check(() -> new Interval(every, Instant.EPOCH), null);
      row.everyMs = every.toMillis();
      row.cron = null;
    }
    @Nullable String zone = request.timezone();
    if (zone != null) {
      if (!ZoneId.getAvailableZoneIds().contains(zone) || zone.startsWith(NOT_IANA)) {
        problems.add("#/timezone", "must be a name of the IANA time zone database");
      }
      row.timezone = zone;
    }
  }

  private static void applyCatchUp(ScheduleRequest request, ScheduleEntity row, Problems problems) {
    @Nullable String catchUp = request.catchUp();
    if (catchUp == null || catchUp.equals("PT0S")) {
      row.catchUpMs = catchUp == null ? row.catchUpMs : 0;
      return;
    }
    @Nullable Duration length = problems.duration("#/catchUp", catchUp);
    if (length != null) {
      problems.<@Nullable LatePolicy>check(() -> new LatePolicy(MisfirePolicy.ALL, length), null);
      row.catchUpMs = length.toMillis();
    }
  }

  private static String word(
      @Nullable String asked,
      String before,
      String pointer,
      String words,
      Function<String, Optional<?>> known,
      Problems problems) {
    if (asked == null) {
      return before;
    }
    if (known.apply(asked).isEmpty()) {
      problems.add(pointer, "must be " + words);
    }
    return asked;
  }

  private static String timingOf(ScheduleEntity row) {
    return String.join(
        "|", "" + row.cron, "" + row.everyMs, row.timezone, row.dstGap, row.dstOverlap);
  }
}
