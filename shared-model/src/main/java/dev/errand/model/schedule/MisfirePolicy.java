package dev.errand.model.schedule;

import java.util.Locale;
import java.util.Optional;

/** What becomes of fires that nobody was there for. */
public enum MisfirePolicy {
  /** They make no jobs. */
  SKIP,
  /** However many they are, one job stands for all. */
  ONCE,
  /** Each makes its job, as far back as the schedule catches up. */
  ALL;

  /** The word on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The policy of that word, if there is one. */
  public static Optional<MisfirePolicy> of(String wire) {
    return Words.find(values(), MisfirePolicy::wire, wire);
  }
}
