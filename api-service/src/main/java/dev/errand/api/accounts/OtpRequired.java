package dev.errand.api.accounts;

import java.util.List;

/**
 * The password was right, and something more is asked for.
 *
 * @param challengeId names this sign-in, to {@code /send-otp} and {@code /verify-otp}; a secret
 * @param channels by which it can be proven, the best first; some of them send a code when asked
 * @param expiresIn seconds in which to do it
 */
record OtpRequired(boolean otpRequired, String challengeId, List<String> channels, long expiresIn)
    implements LoginAnswer {
  @Override
  public String toString() {
    return "OtpRequired";
  }
}
