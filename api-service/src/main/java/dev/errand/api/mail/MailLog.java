package dev.errand.api.mail;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** What the postman tells its operator. */
@ApplicationScoped
class MailLog {
  private static final Logger LOG = Logger.getLogger("dev.errand.api.mail");

  // A demo's console stands in for a mailbox: the text is meant to be read here.
  void captured(Mail mail) {
    LOG.infof("Mail to %s: %s%n%s", mail.to(), mail.subject(), mail.text());
  }

  void dropped() {
    LOG.error("A mail was dropped: too many wait for the SMTP server");
  }

  void failed(RuntimeException failure) {
    LOG.errorf("A mail was not sent, cause=%s", failure.getClass().getName());
  }
}
