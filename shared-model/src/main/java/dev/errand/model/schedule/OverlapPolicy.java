package dev.errand.model.schedule;

import java.util.Locale;
import java.util.Optional;

/** What becomes of a fire while the job of an earlier one is unfinished. */
public enum OverlapPolicy {
  /** It makes its job all the same. */
  ALLOW,
  /** It makes none. */
  SKIP,
  /** It makes its job, and the unfinished ones are cancelled. */
  CANCEL_RUNNING;

  /** The word on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The policy of that word, if there is one. */
  public static Optional<OverlapPolicy> of(String wire) {
    return Words.find(values(), OverlapPolicy::wire, wire);
  }
}
