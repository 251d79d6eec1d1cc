package dev.errand.api.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How many requests anybody may make of one API process, before it answers 429. A limit is written
 * as {@code 20000/s}, {@code 600/m}, {@code 5/10s} or {@code 10/h}; {@code off} switches it off.
 *
 * <p>An address is an IPv4 address or the /64 of an IPv6 address. Behind a proxy that is the proxy
 * for everybody, until {@code quarkus.http.proxy.proxy-address-forwarding=true} and {@code
 * quarkus.http.proxy.trusted-proxies} say whose {@code X-Forwarded-For} may be believed.
 */
@ConfigMapping(prefix = "errand.limits")
public interface LimitsConfig {
  /**
   * Requests of one signed-in user or API key. Defaults to 20000/s: Errand is run by its users'
   * operator, whose own programs submit thousands of jobs a second, so this is there to keep one
   * that runs wild from taking everything; fairness between tenants is made by their weights.
   */
  @WithDefault("20000/s")
  Quota caller();

  /**
   * Requests from one address that show no token, or one that was not seen lately. Defaults to
   * 600/m: an office behind one address refreshes some tokens and loads some pages.
   */
  @WithDefault("600/m")
  Quota address();

  /**
   * Requests from one address that change something under {@code /api/v1/auth}: each may cost a
   * password hash or a mail. Counted beside the two above. Defaults to 300/m, which is one third of
   * a core at most; guessing is slowed down by {@code errand.guesses} long before.
   */
  @WithDefault("300/m")
  Quota credentials();

  /**
   * The same for one account, from wherever they come. Defaults to 60/m: no person needs more, and
   * a program keeps its tokens.
   */
  @WithDefault("60/m")
  Quota account();

  /**
   * Requests of strangers that send a mail or a text to one address or number. Defaults to 10/h so
   * that nobody's mailbox is flooded by us.
   */
  @WithDefault("10/h")
  Quota mails();
}
