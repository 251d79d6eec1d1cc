package dev.errand.model.schedule;

import java.util.Locale;
import java.util.Optional;

/** What becomes of fires at times that clocks show twice. */
public enum DstOverlap {
  /** They happen the first time. */
  FIRST,
  /** They happen the second time. */
  SECOND,
  /** They happen both times. */
  BOTH;

  /** The word on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The policy of that word, if there is one. */
  public static Optional<DstOverlap> of(String wire) {
    return Words.find(values(), DstOverlap::wire, wire);
  }
}
