package dev.errand.api.accounts;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Rows of challenges. Each is used at most once, also when two requests come at the same time. */
@ApplicationScoped
class Challenges implements PanacheRepositoryBase<ChallengeEntity, UUID> {
  private static final String ALIVE = " and usedAt is null and tries < 5 and expiresAt > :now";

  /** Uses a link. Of two requests the second waits for the first and then matches no row. */
  Uni<Optional<ChallengeEntity>> useLink(byte[] linkHash, String kind, Instant now) {
    return update(
            "usedAt = :now where linkHash = :link and kind = :kind" + ALIVE,
            Parameters.with("now", now).and("link", linkHash).and("kind", kind))
        .chain(rows -> rows == 1 ? byLink(linkHash) : Uni.createFrom().item(Optional.empty()));
  }

  private Uni<Optional<ChallengeEntity>> byLink(byte[] linkHash) {
    return find("linkHash", linkHash).firstResult().map(Optional::ofNullable);
  }

  Uni<Optional<ChallengeEntity>> newest(UUID user, String kind) {
    return find("userId = ?1 and kind = ?2 and usedAt is null order by createdAt desc", user, kind)
        .firstResult()
        .map(Optional::ofNullable);
  }

  /**
   * Counts a try before its code is looked at: parallel guesses cannot outrun the count.
   *
   * @return whether there was a try left
   */
  Uni<Boolean> countTry(UUID id, Instant now) {
    return update(
            "tries = tries + 1 where id = :id" + ALIVE, Parameters.with("now", now).and("id", id))
        .map(rows -> rows == 1);
  }

  /**
   * @return whether it was unused until now
   */
  Uni<Boolean> use(UUID id, Instant now) {
    return update("usedAt = ?1 where id = ?2 and usedAt is null and expiresAt > ?1", now, id)
        .map(rows -> rows == 1);
  }

  /** Kills what was sent before. */
  Uni<Integer> killAll(UUID user, String kind, Instant now) {
    return update(
        "usedAt = ?1 where userId = ?2 and kind = ?3 and usedAt is null", now, user, kind);
  }
}
