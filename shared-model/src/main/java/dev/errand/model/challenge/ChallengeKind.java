package dev.errand.model.challenge;

import java.util.Locale;

/** What somebody who uses a link or a code proves, and gets for it. */
public enum ChallengeKind {
  /** That a new account's address is its own. */
  VERIFY_EMAIL,
  /** That the address an account shall have from now on is its own. */
  CHANGE_EMAIL,
  /** That it may choose a new password. */
  RESET_PASSWORD,
  /** That it is really the one whose password it knows. */
  LOGIN;

  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static ChallengeKind of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
