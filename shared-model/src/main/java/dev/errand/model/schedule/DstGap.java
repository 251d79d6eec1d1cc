package dev.errand.model.schedule;

import java.util.Locale;
import java.util.Optional;

/** What becomes of fires at times that clocks jump over. */
public enum DstGap {
  /** They do not happen. */
  SKIP,
  /** However many they are, one fire at the first moment after the gap stands for all. */
  RUN_AFTER;

  /** The word on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The policy of that word, if there is one. */
  public static Optional<DstGap> of(String wire) {
    return Words.find(values(), DstGap::wire, wire);
  }
}
