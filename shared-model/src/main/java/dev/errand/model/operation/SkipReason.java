package dev.errand.model.operation;

import java.util.Locale;

/** Why an operation left a matching job as it was. */
public enum SkipReason {
  /** It is in its queue already. */
  PENDING,
  /** It runs. */
  RUNNING,
  /** It is over. */
  FINISHED,
  /** It neither failed nor was cancelled. */
  NOT_FAILED,
  /** Its deadline has passed. */
  DEADLINE_PASSED,
  /** Another job has its unique key. */
  KEY_TAKEN,
  /** It was deleted meanwhile. */
  GONE,
  /** It moved whenever it was about to be acted upon. */
  MOVED;

  /** The word on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The reason of that word. */
  public static SkipReason of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
