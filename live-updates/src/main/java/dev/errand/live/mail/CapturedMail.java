package dev.errand.live.mail;

import java.time.Instant;
import java.util.List;

/** A message that a demo shows instead of sending it: its job's result. */
public record CapturedMail(
    String to, String subject, String text, Instant at, List<String> links, List<String> codes) {

  public static CapturedMail of(Mail mail, Instant at) {
    return new CapturedMail(mail.to(), mail.subject(), mail.text(), at, mail.links(), mail.codes());
  }

  @Override
  public String toString() {
    return "CapturedMail";
  }
}
