package dev.errand.model.schedule;

import java.util.Optional;
import java.util.UUID;

/** A schedule's name for ever. */
public record ScheduleId(UUID value) implements Comparable<ScheduleId> {

  /** Reads the canonical 36-character form; anything else is no schedule. */
  public static Optional<ScheduleId> parse(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ScheduleId(UUID.fromString(text)));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /** Who acts when the schedule does: {@code schedule:0198…}. */
  public String actor() {
    return "schedule:" + value;
  }

  @Override
  public int compareTo(ScheduleId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
