package dev.errand.model.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fires when the clocks of a place show certain times.
 *
 * <p>Time is walked in stretches between changes of the clocks. Within one the offset is constant,
 * so times and moments match one to one; the policies decide about its two ends alone.
 *
 * @param gap for times that clocks jump over
 * @param overlap for times that clocks show twice
 */
public record CronSchedule(CronExpression cron, ZoneId zone, DstGap gap, DstOverlap overlap)
    implements Timing {
  // An expression waits at most 48 years, and zones change their clocks at most four times a year.
  private static final int MOST_STRETCHES = 200;

  public CronSchedule {
    // As cron(8) does: "every five minutes" goes on by elapsed time, whatever clocks do.
    if (cron.isIntervalLike()) {
      gap = DstGap.SKIP;
      overlap = DstOverlap.BOTH;
    }
  }

  @Override
  public Optional<Instant> nextAfter(Instant moment) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(moment);
    LocalDateTime after = LocalDateTime.ofInstant(moment, offset);
    @Nullable ZoneOffsetTransition begin = rules.previousTransition(moment.plusNanos(1));
    @Nullable ZoneOffsetTransition end = rules.nextTransition(moment);
    for (int i = 0; i < MOST_STRETCHES; i++) {
      Optional<LocalDateTime> next = cron.next(atLeast(after, begin));
      if (next.isEmpty()) {
        return Optional.empty();
      }
      if (end == null || next.get().isBefore(last(end))) {
        return Optional.of(next.get().toInstant(offset));
      }
      if (standsForItsGap(end)) {
        return Optional.of(end.getInstant());
      }
      begin = end;
      offset = begin.getOffsetAfter();
      after = justBefore(begin.getDateTimeAfter());
      end = rules.nextTransition(begin.getInstant());
    }
    return Optional.empty();
  }

  // What clocks show for the second time is over where only the first time counts.
  private LocalDateTime atLeast(LocalDateTime after, @Nullable ZoneOffsetTransition begin) {
    if (begin == null || !begin.isOverlap() || overlap != DstOverlap.FIRST) {
      return after;
    }
    LocalDateTime seen = justBefore(begin.getDateTimeBefore());
    return after.isBefore(seen) ? seen : after;
  }

  // What clocks will show again does not count yet where only the second time counts.
  private LocalDateTime last(ZoneOffsetTransition end) {
    return end.isOverlap() && overlap == DstOverlap.SECOND
        ? end.getDateTimeAfter()
        : end.getDateTimeBefore();
  }

  private boolean standsForItsGap(ZoneOffsetTransition end) {
    return end.isGap()
        && gap == DstGap.RUN_AFTER
        && cron.next(justBefore(end.getDateTimeBefore()))
            .filter(lost -> lost.isBefore(end.getDateTimeAfter()))
            .isPresent();
  }

  private static LocalDateTime justBefore(LocalDateTime time) {
    return time.minusNanos(1);
  }
}
