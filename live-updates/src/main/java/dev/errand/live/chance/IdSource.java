package dev.errand.live.chance;

import java.util.UUID;

/** Where new ids come from. */
@FunctionalInterface
public interface IdSource {
  /**
   * A new UUIDv7 (RFC 9562 §5.7). Ids of one process rise, also within a millisecond: jobs of equal
   * priority run in the order of their ids.
   */
  UUID next();
}
