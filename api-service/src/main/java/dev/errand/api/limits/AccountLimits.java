package dev.errand.api.limits;

import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * How often one account may be asked for, whoever asks and whether it exists or not. Features ask
 * this with what a request names.
 */
@ApplicationScoped
public class AccountLimits {
  // No login is longer; a megabyte must not be remembered a hundred thousand times.
  private static final int LONGEST = 254;

  private final Limit account;
  private final Limit mails;

  @Inject
  AccountLimits(LimitsConfig config) {
    this.account = new Limit("account", config.account(), TimeMeter.SYSTEM_NANOTIME);
    this.mails = new Limit("mails", config.mails(), TimeMeter.SYSTEM_NANOTIME);
  }

  /**
   * Counts a request that names that login.
   *
   * @param login normalized
   * @throws dev.errand.model.problem.ErrandException {@code rate_limited}
   */
  public void countRequest(String login) {
    count(account, login);
  }

  /**
   * Counts a request that sends something to that address or number.
   *
   * @param recipient normalized
   * @throws dev.errand.model.problem.ErrandException {@code rate_limited}
   */
  public void countMail(String recipient) {
    count(mails, recipient);
  }

  private static void count(Limit limit, String who) {
    if (limit.isOff()) {
      return;
    }
    long taken = limit.take(who.substring(0, Math.min(LONGEST, who.length())));
    if (taken < 0) {
      throw limit.refusal(taken);
    }
  }
}
