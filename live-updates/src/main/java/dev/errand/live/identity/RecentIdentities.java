package dev.errand.live.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.errand.store.session.FindStanding.Standing;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who showed which token a moment ago. A signature costs a tenth of a millisecond of an event loop;
 * a session that sends thousands of requests pays for one every few seconds. Good for as long as
 * the standing of its session is remembered, and not a second after its token expires.
 */
@ApplicationScoped
class RecentIdentities {
  private final Standings standings;
  private final Clock clock;
  private final Cache<String, Known> known = Caffeine.newBuilder().maximumSize(5_000).build();

  private record Known(
      SecurityIdentity identity, SessionClaims claims, Uni<Optional<Standing>> standing) {
    boolean isGood(Standings standings, Instant now) {
      return claims.expires().isAfter(now) && standings.isRecent(claims.session(), standing);
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
   * Whose token that was when it was last looked at; null when it is unknown or has expired. Says
   * nothing about whether the session still counts.
   */
  @Nullable UUID owner(String token) {
    @Nullable Known found = known.getIfPresent(token);
    return found != null && found.claims().expires().isAfter(clock.instant())
        ? found.claims().user()
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
      String token,
      SecurityIdentity identity,
      SessionClaims claims,
      Uni<Optional<Standing>> standing) {
    known.put(token, new Known(identity, claims, standing));
  }
}
