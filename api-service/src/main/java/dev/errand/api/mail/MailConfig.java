package dev.errand.api.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where mails go. The SMTP server itself is {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "errand.mail")
public interface MailConfig {
  /**
   * Whether mails are kept in memory, printed, and shown at {@code /dev/mail} instead of being
   * sent. Defaults to false because whoever reads that page can take over any account; meant for a
   * demo on one machine.
   */
  @WithDefault("false")
  boolean capture();

  /** The sender. */
  @WithDefault("errand@localhost")
  String from();
}
