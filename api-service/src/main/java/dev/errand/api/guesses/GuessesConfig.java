package dev.errand.api.guesses;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/**
 * What wrong passwords and codes cost. Counts are kept in the database: a restart or another
 * replica does not forget them.
 */
@ConfigMapping(prefix = "errand.guesses")
public interface GuessesConfig {
  /**
   * How many wrong passwords for one account cost nothing. Defaults to 5: who knows the password
   * but not the keyboard needs no more. The right password clears the count. Of codes that are sent
   * for sign-ins twice as many.
   */
  @WithDefault("5")
  int account();

  /**
   * How many wrong passwords and codes from one address (IPv6: from one /64) cost nothing, for
   * whichever accounts. Defaults to 20 because offices and schools share one; a right one is not
   * counted.
   */
  @WithDefault("20")
  int address();

  /**
   * How long the next guess has to wait after the last free one; each further wrong guess doubles
   * it. Defaults to 10 s.
   */
  @WithDefault("10s")
  Duration first();

  /**
   * The longest wait. Defaults to 15 minutes: that leaves about a hundred guesses a day (NIST SP
   * 800-63B §5.2.2), and somebody who is kept out by another's guesses gets in on the same day.
   */
  @WithDefault("15m")
  Duration longest();

  /** After how long one wrong guess at an account is forgotten. Defaults to an hour. */
  @WithName("account-forgets")
  @WithDefault("1h")
  Duration accountForgets();

  /**
   * The same for an address. Defaults to a minute: a hundred people who mistype now and then stay
   * below the limit.
   */
  @WithName("address-forgets")
  @WithDefault("1m")
  Duration addressForgets();
}
