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
 * @param fires the fires that are to make a job each, oldest first
 * @param missed the first of those that are left out; null where none is
 * @param next the fire after all of these; null where there is none
 */
public record DueFires(List<Instant> fires, @Nullable Instant missed, @Nullable Instant next) {

  /**
   * How much lateness is borne.
   *
   * @param grace a fire that is later than this was missed
   * @param most how many jobs are made at once: a schedule by the second must not flood its queue
   */
  public record Bounds(Duration grace, int most) {}

  /**
   * Decides about all fires from {@code due} to {@code now}. Never counts what it leaves out: a
   * schedule by the second may have been alone for months.
   *
   * @param due the fire that is due, not after {@code now}
   * @param now by the database's clock
   */
  public static DueFires at(
      Timing timing, LatePolicy late, Instant due, Instant now, Bounds bounds) {
    Instant onTime = now.minus(bounds.grace());
    List<Instant> fires = new ArrayList<>();
    Instant from = due;
    if (due.isBefore(onTime)) {
      from =
          switch (late.misfire()) {
            case SKIP -> onTime;
            case ONCE -> {
              fires.add(due); // stands for all of them
              yield onTime;
            }
            case ALL -> later(due, earlier(onTime, now.minus(late.catchUp())));
          };
    }
    Optional<Instant> next = first(timing, due, from);
    while (isDue(next, now) && fires.size() < bounds.most()) {
      fires.add(next.orElseThrow());
      next = timing.nextAfter(fires.getLast());
    }
    @Nullable Instant missed = fires.isEmpty() || fires.getFirst().isAfter(due) ? due : null;
    if (isDue(next, now)) {
      missed = missed == null ? next.orElseThrow() : missed;
      next = timing.nextAfter(now);
    }
    return new DueFires(List.copyOf(fires), missed, next.orElse(null));
  }

  /** The first fire that is not before that moment. */
  private static Optional<Instant> first(Timing timing, Instant due, Instant moment) {
    return due.isBefore(moment) ? timing.nextAfter(moment.minusNanos(1)) : Optional.of(due);
  }

  private static boolean isDue(Optional<Instant> fire, Instant now) {
    return fire.isPresent() && !fire.get().isAfter(now);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
