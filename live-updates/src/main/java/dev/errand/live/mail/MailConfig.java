package dev.errand.live.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What becomes of mails and text messages. The worker sends them, the API shows captured ones. */
@ConfigMapping(prefix = "errand.mail")
public interface MailConfig {
  /**
   * Whether messages are printed, kept as results of their jobs, and shown at {@code /dev/mail}
   * instead of being sent. Defaults to false because whoever reads that page can take over any
   * account; meant for a demo on one machine. API and worker must agree.
   */
  @WithDefault("false")
  boolean capture();

  /** The sender's address, with a name if you like: {@code Errand <errand@example.org>}. */
  @WithDefault("errand@localhost")
  String from();
}
