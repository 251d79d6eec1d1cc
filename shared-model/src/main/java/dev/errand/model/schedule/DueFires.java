package dev.errand.model.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a schedule whose next fire is due.
 *
 * @param fires the fires that make a job each, oldest first
 * @param missed the first of those that make none because they are late; null where all do
 * @param next the fire after all of these; null where there is none
 */
public record DueFires(List<Instant> fires, @Nullable Instant missed, @Nullable Instant next) {

  /** The most jobs that one look makes, so that a schedule by the second cannot flood its queue. */
  public static final int MOST = 1000;

  /**
   * Decides about all fires from {@code due} to {@code now}. Never counts what it leaves out: a
   * schedule by the second may have been alone for months.
   *
   * @param due the fire that is due, not after {@code now}
   * @param now by the database's clock
   * @param grace a fire that is later than this was missed
   */
  public static DueFires at(
      Timing timing, LatePolicy late, Instant due, Instant now, Duration grace) {
    Instant onTime = now.minus(grace);
    List<Instant> fires = new ArrayList<>();
    if (!due.isBefore(onTime)) {
      Optional<Instant> next = collect(timing, Optional.of(due), now, fires);
      return new DueFires(List.copyOf(fires), null, next.orElse(null));
    }
    Instant counts =
        switch (late.misfire()) {
          case SKIP -> onTime;
          case ONCE -> {
            fires.add(due); // stands for all of them
            yield onTime;
          }
          case ALL -> later(due, earlier(onTime, now.minus(late.catchUp())));
        };
    Optional<Instant> next = collect(timing, from(timing, due, counts), now, fires);
    boolean dueFires = !fires.isEmpty() && fires.getFirst().equals(due);
    return new DueFires(List.copyOf(fires), dueFires ? null : due, next.orElse(null));
  }

  /** Adds fires up to now, and says which is the next. */
  private static Optional<Instant> collect(
      Timing timing, Optional<Instant> first, Instant now, List<Instant> fires) {
    Optional<Instant> next = first;
    while (next.isPresent() && !next.get().isAfter(now)) {
      if (fires.size() == MOST) {
        return timing.nextAfter(now);
      }
      fires.add(next.get());
      next = timing.nextAfter(next.get());
    }
    return next;
  }

  /** The first fire that is not before that moment. */
  private static Optional<Instant> from(Timing timing, Instant due, Instant moment) {
    return due.isBefore(moment) ? timing.nextAfter(moment.minusNanos(1)) : Optional.of(due);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
