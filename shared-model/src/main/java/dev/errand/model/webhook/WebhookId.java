package dev.errand.model.webhook;

import java.util.Optional;
import java.util.UUID;

/** An endpoint that is told of changes. */
public record WebhookId(UUID value) {
  /** Reads what a client names; empty for what no endpoint can have. */
  public static Optional<WebhookId> parse(String text) {
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equalsIgnoreCase(text)
          ? Optional.of(new WebhookId(id))
          : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
