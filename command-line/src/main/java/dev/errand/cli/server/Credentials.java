package dev.errand.cli.server;

import dev.errand.cli.paper.Json;
import dev.errand.cli.shell.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** As whom we call: by a variable, or as whoever signed in at this address. */
final class Credentials {
  private static final int OVER = 401;
  private static final Duration EARLY = Duration.ofSeconds(20);

  private final Surroundings surroundings;
  private final Http http;
  private final Keyring keyring;
  private final String url;

  Credentials(Surroundings surroundings, Http http, Keyring keyring, String url) {
    this.surroundings = surroundings;
    this.http = http;
    this.keyring = keyring;
    this.url = url;
  }

  Optional<String> bearer() {
    Optional<String> given = given();
    if (given.isPresent()) {
      return given;
    }
    return keyring
        .find(url)
        .map(login -> isOver(login) ? renewed(login) : login)
        .map(SavedLogin::bearer);
  }

  /** Who that is, in words. */
  Optional<String> name() {
    return surroundings
        .variable("ERRAND_API_KEY")
        .map(SavedLogin::shown)
        .or(() -> surroundings.variable("ERRAND_TOKEN").map(token -> "the token of ERRAND_TOKEN"))
        .or(() -> keyring.find(url).map(SavedLogin::login));
  }

  private Optional<String> given() {
    return surroundings.variable("ERRAND_API_KEY").or(() -> surroundings.variable("ERRAND_TOKEN"));
  }

  /**
   * Exchanges an access token that the server does not take any more.
   *
   * @return whether there is another one to try
   */
  boolean renew() {
    if (given().isPresent()) {
      return false;
    }
    return keyring.find(url).filter(login -> !login.equals(renewed(login))).isPresent();
  }

  private boolean isOver(SavedLogin login) {
    @Nullable Instant end = login.expiresAt();
    return end != null && surroundings.clock().instant().plus(EARLY).isAfter(end);
  }

  // Where it cannot be renewed the old one stays, and the server says why it does not take it.
  private SavedLogin renewed(SavedLogin old) {
    return old.isKey() ? old : keyring.locked(() -> renewedAlone(old));
  }

  private SavedLogin renewedAlone(SavedLogin old) {
    SavedLogin now = keyring.find(url).orElse(old);
    if (!now.bearer().equals(old.bearer())) {
      return now; // another command was faster
    }
    Answer answer =
        http.send(
            Call.post("/api/v1/auth/refresh-token")
                .json(Json.object().put("refreshToken", now.refreshToken())),
            Optional.empty());
    if (answer.status() == OVER) {
      return old;
    }
    if (!answer.isSuccess()) {
      throw new CallRefused(answer);
    }
    SavedLogin fresh = SavedLogin.ofSession(old.login(), answer.json(), surroundings.clock());
    keyring.save(url, fresh);
    return fresh;
  }
}
