package dev.errand.model.job;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A job's name for ever: a UUIDv7, whose first 48 bits are its moment of submission. */
public record JobId(UUID value) implements Comparable<JobId> {

  /** Reads the canonical 36-character form; anything else is no job. */
  public static Optional<JobId> parse(String text) {
    if (text.length() != 36) {
      return Optional.empty();
    }
    try {
      return Optional.of(new JobId(UUID.fromString(text)));
    } catch (IllegalArgumentException notAnId) {
      return Optional.empty();
    }
  }

  /** When the job was submitted, to the millisecond (RFC 9562 §5.7). */
  public Instant createdAt() {
    return Instant.ofEpochMilli(millis());
  }

  /** The same as milliseconds since 1970. */
  public long millis() {
    return value.getMostSignificantBits() >>> 16;
  }

  /** The smallest id of that millisecond: ids and times sort alike. */
  public static JobId firstAt(Instant moment) {
    return new JobId(new UUID(moment.toEpochMilli() << 16 | 0x7000L, 0x8000000000000000L));
  }

  @Override
  public int compareTo(JobId other) {
    int high = Long.compareUnsigned(bits(value, true), bits(other.value, true));
    return high != 0 ? high : Long.compareUnsigned(bits(value, false), bits(other.value, false));
  }

  private static long bits(UUID id, boolean high) {
    return high ? id.getMostSignificantBits() : id.getLeastSignificantBits();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
