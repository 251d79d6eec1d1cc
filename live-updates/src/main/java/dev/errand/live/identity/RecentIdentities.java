package dev.errand.live.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.errand.model.tenant.Principal;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who showed which token or API key a moment ago. A signature costs a tenth of a millisecond of an
 * event loop; a caller that sends thousands of requests pays for one every few seconds, and
 * otherwise for one look here. Good for as long as the standing is remembered, and not a second
 * after a token expires.
 */
@ApplicationScoped
class RecentIdentities {
  private final Standings standings;
  private final Clock clock;
  private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(5_000).build();

  private record Known(SecurityIdentity identity, Proof proof, Uni<Optional<Principal>> standing) {
    boolean isGood(Standings standings, Instant now) {
      return proof.expires().isAfter(now) && standings.isRecent(proof, standing);
    }
  }

  RecentIdentities(Standings standings, Clock clock) {
    this.standings = standings;
    this.clock = clock;
  }

  /** Whoever that token stands for; null when it has to be looked at. */
  @Nullable SecurityIdentity find(String token) {
    @Nullable Known found = known.getIfPresent(token);
    if (found == null) {
      return null;
    }
    return found.isGood(standings, clock.instant()) ? found.identity() : null;
  }

  /**
   * Whose token that was when it was last looked at: a user's id, or a key's; null when it is
   * unknown or has expired. Says nothing about whether it still counts.
   */
  @Nullable UUID owner(String token) {
    @Nullable Known found = known.getIfPresent(token);
    return found != null && found.proof().expires().isAfter(clock.instant())
        ? Principals.of(found.identity()).id()
        : null;
  }

  /** Forgets a token whose session is over: from now on it is a stranger's. */
  void forget(String token) {
    known.invalidate(token);
  }

  /**
   * @param standing the answer of {@link Standings} that the identity was made of
   */
  void keep(
      String token, SecurityIdentity identity, Proof proof, Uni<Optional<Principal>> standing) {
    known.put(token, new Known(identity, proof, standing));
  }
}
