package dev.errand.live.mail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What there is to write to people. */
public enum MailKind {
  /** To who signed up: link and code that show the address to be its own. */
  VERIFY_EMAIL,
  /** To the owner of an address that somebody signs up with again. */
  ALREADY_KNOWN,
  /** Link and code to choose a new password with. */
  RESET_PASSWORD,
  /** That the password is another one now. */
  PASSWORD_CHANGED,
  /** To the new address of a user: link and code that show it to be its own. */
  CHANGE_EMAIL,
  /** The code of a sign-in. */
  LOGIN_CODE,
  /** Link to join somebody's tenant with. */
  INVITATION,
  /** To somebody who is invited with an address that has an account already. */
  INVITATION_KNOWN,
  /** To a tenant's owner: that a webhook was turned off, and why. */
  WEBHOOK_DISABLED;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @JsonCreator
  static MailKind of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
