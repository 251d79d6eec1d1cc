package dev.errand.model.webhook;

import java.util.Locale;

/** How far a delivery is. */
public enum DeliveryState {
  /** It is yet to be sent, or sent again. */
  PENDING,
  /** The endpoint took it. */
  DELIVERED,
  /** It is not sent any more. */
  FAILED;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws IllegalArgumentException for a word that is none
   */
  public static DeliveryState of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
