package dev.errand.api.accounts;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A session's new pair of tokens.
 *
 * @param expiresIn seconds that the access token works
 * @param refreshFor seconds that the refresh token works; the cookie lives as long
 */
record SignedIn(
    String accessToken,
    String tokenType,
    long expiresIn,
    String refreshToken,
    UserView user,
    @JsonIgnore long refreshFor)
    implements LoginAnswer {
  @Override
  public String toString() {
    return "SignedIn as " + user.id();
  }
}
