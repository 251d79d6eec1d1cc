package dev.errand.live.mail;

import java.util.UUID;

/**
 * What a text message's job is asked for, as its data: the code of a sign-in, to its user's phone.
 */
public record SmsOrder(UUID challenge) {
  /** The type of the jobs. */
  public static final String TYPE = "errand.sms";
}
