package dev.errand.api.accounts;

import dev.errand.api.audit.Audit;
import dev.errand.api.audit.AuditEvent;
import dev.errand.live.identity.Standings;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** Shows users where they are signed in, and signs them out there. */
@ApplicationScoped
class OwnSessions {
  private final Sessions sessions;
  private final Standings standings;
  private final Audit audit;
  private final Clock clock;

  OwnSessions(Sessions sessions, Standings standings, Audit audit, Clock clock) {
    this.sessions = sessions;
    this.standings = standings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param current the session that asks
   */
  Uni<SessionPage> list(UUID user, UUID current) {
    return Panache.withSession(() -> sessions.live(user, clock.instant()))
        .map(
            rows ->
                new SessionPage(
                    rows.stream().map(row -> SessionView.of(row, current)).toList(), null));
  }

  /** Ends one of them. Its access token stops working at once here, elsewhere within 5 seconds. */
  Uni<Void> end(UUID user, String id) {
    UUID session = parse(id);
    return Panache.withTransaction(() -> revoke(user, session))
        .invoke(
            ended -> {
              if (!ended) {
                throw unknown();
              }
            })
        .invoke(() -> standings.forget(session))
        .replaceWithVoid();
  }

  private Uni<Boolean> revoke(UUID user, UUID session) {
    return sessions
        .revokeOf(user, session, clock.instant())
        .call(() -> audit.recordInSession(AuditEvent.ofUser("session.ended", user)));
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException notAnId) {
      throw unknown();
    }
  }

  private static ErrandException unknown() {
    return new ErrandException(ErrorCode.NOT_FOUND, "You have no such session.");
  }
}
