package dev.errand.api.accounts;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Rows of sessions. */
@ApplicationScoped
class Sessions implements PanacheRepositoryBase<SessionEntity, UUID> {
  private static final int MOST_SHOWN = 200;

  /**
   * Replaces the newest token. Of two requests with the same one, the second waits for the first
   * and then matches no row.
   */
  Uni<Boolean> rotate(UUID id, byte[] old, byte[] next, Instant now, Instant expires) {
    return update(
            "previousHash = refreshHash, refreshHash = :next, rotatedAt = :now,"
                + " lastSeenAt = :now, expiresAt = :expires"
                + " where id = :id and refreshHash = :old"
                + " and revokedAt is null and expiresAt > :now",
            Parameters.with("id", id)
                .and("old", old)
                .and("next", next)
                .and("now", now)
                .and("expires", expires))
        .map(rows -> rows == 1);
  }

  Uni<Boolean> revoke(UUID id, Instant now) {
    return update("revokedAt = ?1 where id = ?2 and revokedAt is null", now, id)
        .map(rows -> rows == 1);
  }

  /**
   * Ends all sessions of a user.
   *
   * @return those that were not over yet
   */
  Uni<List<UUID>> revokeAll(UUID user, Instant now) {
    return find("userId = ?1 and revokedAt is null", user)
        .list()
        .map(open -> open.stream().map(session -> session.id).toList())
        .call(() -> update("revokedAt = ?1 where userId = ?2 and revokedAt is null", now, user));
  }

  /** The sign-ins that count, the one used last first; a person has few. */
  Uni<List<SessionEntity>> live(UUID user, Instant now) {
    return find(
            "userId = ?1 and revokedAt is null and expiresAt > ?2 order by lastSeenAt desc, id desc",
            user,
            now)
        .page(Page.ofSize(MOST_SHOWN))
        .list();
  }

  /**
   * @return whether it was a sign-in of that user that counted until now
   */
  Uni<Boolean> revokeOf(UUID user, UUID id, Instant now) {
    return update(
            "revokedAt = ?1 where id = ?2 and userId = ?3 and revokedAt is null and expiresAt > ?1",
            now,
            id,
            user)
        .map(rows -> rows == 1);
  }

  /**
   * Ends every sign-in of a user but one.
   *
   * @return those that ended
   */
  Uni<List<UUID>> revokeOthers(UUID user, UUID kept, Instant now) {
    return list("userId = ?1 and id <> ?2 and revokedAt is null", user, kept)
        .map(others -> others.stream().map(session -> session.id).toList())
        .call(
            () ->
                update(
                    "revokedAt = ?1 where userId = ?2 and id <> ?3 and revokedAt is null",
                    now,
                    user,
                    kept));
  }

  /** The row as it stands now, also when this session has read it before. */
  Uni<SessionEntity> fresh(UUID id) {
    return getSession()
        .chain(session -> session.find(SessionEntity.class, id).call(session::refresh));
  }
}
