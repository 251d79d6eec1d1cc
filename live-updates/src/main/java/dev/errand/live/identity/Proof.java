package dev.errand.live.identity;

import java.time.Instant;

/** What somebody has shown, once it was looked at. */
public sealed interface Proof permits SessionClaims, ApiKeyProof {
  /** When it stops working at the latest. */
  Instant expires();
}
