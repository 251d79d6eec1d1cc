package dev.errand.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.cli.paper.Json;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person has signed in with.
 *
 * @param login who; of an API key its beginning
 * @param bearer an access token or an API key
 * @param refreshToken exchanges an access token for a new one; null for an API key
 * @param expiresAt when the access token is over by our clock; null for an API key
 */
public record SavedLogin(
    String login, String bearer, @Nullable String refreshToken, @Nullable Instant expiresAt) {
  // Neither reveals what is left of the key, nor is it hard to recognise.
  private static final int SHOWN = 12;

  public static SavedLogin ofKey(String key) {
    return new SavedLogin(shown(key), key, null, null);
  }

  /** The beginning of a key. */
  static String shown(String key) {
    return "API key " + key.substring(0, Math.min(SHOWN, key.length() / 2)) + "…";
  }

  /**
   * @param session what a login, or a refresh, was answered with
   */
  public static SavedLogin ofSession(String login, JsonNode session, Clock clock) {
    return new SavedLogin(
        login,
        session.path("accessToken").asText(),
        session.path("refreshToken").asText(),
        clock.instant().plusSeconds(session.path("expiresIn").asLong()));
  }

  boolean isKey() {
    return refreshToken == null;
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("login", login).put("bearer", bearer);
    if (refreshToken != null) {
      json.put("refreshToken", refreshToken);
    }
    if (expiresAt != null) {
      json.put("expiresAt", expiresAt.toString());
    }
    return json;
  }

  static Optional<SavedLogin> of(JsonNode json) {
    if (!json.path("bearer").isTextual()) {
      return Optional.empty();
    }
    return Optional.of(
        new SavedLogin(
            json.path("login").asText(),
            json.path("bearer").asText(),
            json.path("refreshToken").isTextual() ? json.path("refreshToken").asText() : null,
            instant(json.path("expiresAt").asText(""))));
  }

  private static @Nullable Instant instant(String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException damaged) {
      return null;
    }
  }

  @Override
  public String toString() {
    return "SavedLogin of " + login;
  }
}
