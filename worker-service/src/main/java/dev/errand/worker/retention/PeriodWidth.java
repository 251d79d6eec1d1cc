package dev.errand.worker.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How periods follow each other: whole days, about seven of them in what is kept. */
record PeriodWidth(Duration width) {
  // Two widths ahead: a worker may be away for that long before there is no period.
  private static final int AHEAD = 2;
  private static final int PARTS = 7;

  /** A period to begin. */
  record Next(Instant begins, Instant ends) {}

  static PeriodWidth of(Duration kept) {
    return new PeriodWidth(Duration.ofDays(Math.max(1, kept.toDays() / PARTS)));
  }

  /**
   * The periods to begin now, in order.
   *
   * @param until up to when there are periods; null where there are none
   */
  List<Next> missing(Instant now, @Nullable Instant until) {
    Instant today = now.truncatedTo(ChronoUnit.DAYS);
    Instant begins = until == null || until.isBefore(today) ? today : until;
    List<Next> missing = new ArrayList<>();
    while (begins.isBefore(now.plus(width.multipliedBy(AHEAD)))) {
      missing.add(new Next(begins, begins.plus(width)));
      begins = begins.plus(width);
    }
    return missing;
  }
}
