package dev.errand.api.broken;

import java.util.UUID;

/** Breaks: time, ids and chance are handed in. */
public final class DiceService {
  UUID id() {
    return UUID.randomUUID();
  }
}
