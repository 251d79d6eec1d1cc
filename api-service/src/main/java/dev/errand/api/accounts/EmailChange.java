package dev.errand.api.accounts;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Lets a user show that another address is its own, which then becomes its address. */
public interface EmailChange {

  /**
   * Sends what the address' owner answers to. Until then nothing changes.
   *
   * @param newAddress valid, normalized, and not the one that the user has
   */
  Uni<Void> ask(UUID user, String newAddress);
}
