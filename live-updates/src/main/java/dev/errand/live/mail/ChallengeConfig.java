package dev.errand.live.mail;

import dev.errand.model.challenge.ChallengeKind;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long links and codes work after they were sent. Five wrong codes end it earlier. */
@ConfigMapping(prefix = "errand.challenges")
public interface ChallengeConfig {
  /**
   * Those that show that an address is one's own. Defaults to a day because people read their mail
   * the next morning.
   */
  @WithDefault("24h")
  Duration verification();

  /** Those that let a new password be chosen. Defaults to an hour: who asks for one is waiting. */
  @WithDefault("1h")
  Duration reset();

  /** A sign-in that waits for its code. Defaults to 10 minutes, in which the code must come too. */
  @WithDefault("10m")
  Duration login();

  /** That of one kind. */
  default Duration of(ChallengeKind kind) {
    return switch (kind) {
      case VERIFY_EMAIL, CHANGE_EMAIL -> verification();
      case RESET_PASSWORD -> reset();
      case LOGIN -> login();
    };
  }
}
