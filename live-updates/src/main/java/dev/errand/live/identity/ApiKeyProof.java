package dev.errand.live.identity;

import java.time.Instant;
import java.util.Arrays;

/**
 * An API key, by its hash. When it expires the database knows, and whoever asks it learns within
 * the time that {@link Standings} remembers.
 */
record ApiKeyProof(byte[] hash) implements Proof {
  @Override
  public Instant expires() {
    return Instant.MAX;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ApiKeyProof(byte[] theirs) && Arrays.equals(hash, theirs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }

  @Override
  public String toString() {
    return "ApiKeyProof";
  }
}
