package dev.errand.worker.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** The mail server that takes our mails. */
@ConfigMapping(prefix = "errand.smtp")
public interface SmtpConfig {
  /** Its name. Without one mails wait until there is one, for as long as their jobs try. */
  Optional<String> host();

  /** Its port. Defaults to what goes with {@link #security}: 587, 465 or 25. */
  OptionalInt port();

  /** Who we are to it. Without one we do not say. */
  Optional<String> username();

  /** What we prove it with. */
  Optional<String> password();

  /**
   * Whether the connection is encrypted, by {@code starttls} or {@code tls}, with a certificate of
   * the host's name, or {@code none}. Defaults to {@code starttls} because who reads these mails on
   * their way can take accounts over; without it nothing is sent.
   */
  @WithDefault("starttls")
  Security security();

  /**
   * How long the server may take to accept the connection, and for each answer. Defaults to 15 s:
   * meanwhile a mail holds one of the eight places of its queue.
   */
  @WithDefault("15s")
  Duration timeout();

  /** How the connection is encrypted. */
  enum Security {
    STARTTLS(587),
    TLS(465),
    NONE(25);

    private final int port;

    Security(int port) {
      this.port = port;
    }

    int port() {
      return port;
    }
  }
}
