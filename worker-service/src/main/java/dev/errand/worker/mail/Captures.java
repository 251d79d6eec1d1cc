package dev.errand.worker.mail;

import dev.errand.live.mail.CapturedMail;
import dev.errand.live.mail.Mail;
import dev.errand.live.mail.MailConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.jboss.logging.Logger;

/** Shows a demo's messages instead of sending them. */
@Singleton
class Captures {
  private static final Logger LOG = Logger.getLogger("dev.errand.worker.mail");

  private final MailConfig config;
  private final Clock clock;

  @Inject
  Captures(MailConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  boolean areOn() {
    return config.capture();
  }

  // A demo's console stands in for a mailbox: the text is meant to be read here.
  CapturedMail keep(Mail mail) {
    LOG.infof("To %s: %s%n%s", mail.to(), mail.subject(), mail.text());
    return CapturedMail.of(mail, clock.instant());
  }
}
