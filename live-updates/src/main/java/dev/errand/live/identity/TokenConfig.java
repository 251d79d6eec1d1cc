package dev.errand.live.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What access and refresh tokens say and how long they live. Every service reads the same keys. */
@ConfigMapping(prefix = "errand.tokens")
public interface TokenConfig {
  /** The {@code iss} of access tokens. Changing it signs everyone out within {@link #access}. */
  @WithDefault("errand")
  String issuer();

  /** The {@code aud} of access tokens. */
  @WithDefault("errand-api")
  String audience();

  /**
   * How long an access token works. Defaults to 15 minutes because a stolen one cannot be taken
   * back from services that do not ask the database; ours do, within 5 seconds.
   */
  @WithDefault("15m")
  Duration access();

  /**
   * How long a session lives without being used. Defaults to 30 days: {@link #access} renews it.
   */
  @WithDefault("30d")
  Duration refresh();
}
