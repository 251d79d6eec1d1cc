package dev.errand.api.accounts;

import dev.errand.api.audit.Audit;
import dev.errand.api.audit.AuditEvent;
import dev.errand.live.identity.SigningKeys;
import dev.errand.live.identity.Standings;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges a refresh token for a new pair. An old one that comes again was stolen, or its owner
 * was robbed of the new one: nobody can tell, so the whole family ends (RFC 9700 §4.14.2).
 */
@ApplicationScoped
class TokenRefresh {
  // Two tabs of one browser may wake at the same time with the same cookie.
  private static final Duration RACE = Duration.ofSeconds(10);

  private final Sessions sessions;
  private final Users users;
  private final SessionOpening opening;
  private final SigningKeys keys;
  private final Standings standings;
  private final Audit audit;
  private final Clock clock;

  TokenRefresh(
      Sessions sessions,
      Users users,
      SessionOpening opening,
      SigningKeys keys,
      Standings standings,
      Audit audit,
      Clock clock) {
    this.sessions = sessions;
    this.users = users;
    this.opening = opening;
    this.keys = keys;
    this.standings = standings;
    this.audit = audit;
    this.clock = clock;
  }

  /** What came of it. */
  sealed interface Outcome {
    record Refreshed(SignedIn pair) implements Outcome {}

    /** The direct predecessor came again a moment after it was exchanged. */
    record Raced() implements Outcome {}

    /** An old token came again: the family has ended. */
    record Reused() implements Outcome {}

    /** Unknown, expired, revoked, or of a deactivated user. */
    record Over() implements Outcome {}
  }

  Uni<Outcome> refresh(String text) {
    Optional<RefreshToken> token = RefreshToken.parse(text, keys.hmacKey());
    return token.isEmpty()
        ? Uni.createFrom().item(new Outcome.Over())
        : Panache.withTransaction(() -> exchange(token.get()));
  }

  /**
   * Ends the session that a refresh token belongs to, whether it is the newest or not.
   *
   * @return whether it was a token of ours
   */
  Uni<Boolean> end(String text) {
    return RefreshToken.parse(text, keys.hmacKey())
        .map(token -> end(token.session()).replaceWith(true))
        .orElseGet(() -> Uni.createFrom().item(false));
  }

  /** Ends a session. Its access token stops working at once here, elsewhere within 5 seconds. */
  Uni<Void> end(UUID session) {
    return Panache.withTransaction(() -> sessions.revoke(session, clock.instant()))
        .invoke(() -> standings.forget(session))
        .replaceWithVoid();
  }

  private Uni<Outcome> exchange(RefreshToken old) {
    return sessions
        .findById(old.session())
        .chain(
            session ->
                session == null
                    ? over()
                    : users.findById(session.userId).chain(u -> rotate(old, u)));
  }

  private Uni<Outcome> rotate(RefreshToken old, @Nullable UserEntity user) {
    if (user == null || !user.active) {
      return over();
    }
    Instant now = clock.instant();
    RefreshToken next = opening.newToken(old.session());
    return sessions
        .rotate(old.session(), old.hash(), next.hash(), now, opening.expiry(now))
        .chain(
            rotated ->
                rotated
                    ? opening.signedIn(user, next).map(Outcome.Refreshed::new)
                    : refuse(old, user, now));
  }

  // The row as it is after the other request's commit, not as we read it before.
  private Uni<Outcome> refuse(RefreshToken old, UserEntity user, Instant now) {
    return sessions
        .fresh(old.session())
        .map(session -> judge(session, old.hash(), now))
        .call(outcome -> outcome instanceof Outcome.Reused ? end(old, user, now) : nothing());
  }

  private static Outcome judge(SessionEntity session, byte[] presented, Instant now) {
    if (session.revokedAt != null || !session.expiresAt.isAfter(now)) {
      return new Outcome.Over();
    }
    boolean direct = Arrays.equals(session.previousHash, presented);
    return direct && session.rotatedAt.plus(RACE).isAfter(now)
        ? new Outcome.Raced()
        : new Outcome.Reused();
  }

  private Uni<Void> end(RefreshToken old, UserEntity user, Instant now) {
    return sessions
        .revoke(old.session(), now)
        .invoke(() -> standings.forget(old.session()))
        .chain(() -> audit.recordInSession(reused(old, user)));
  }

  // Whoever it was, it was hardly the user: nobody is named as the actor.
  private static AuditEvent reused(RefreshToken old, UserEntity user) {
    return new AuditEvent(
        "session.token-reused",
        user.tenantId,
        null,
        null,
        null,
        "user:" + user.id,
        "{\"session\":\"" + old.session() + "\"}");
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  private static Uni<Outcome> over() {
    return Uni.createFrom().item(new Outcome.Over());
  }
}
