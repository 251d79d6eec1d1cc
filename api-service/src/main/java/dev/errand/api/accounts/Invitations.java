package dev.errand.api.accounts;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of invitations. Each is accepted at most once, also when two requests come at once. */
@ApplicationScoped
class Invitations implements PanacheRepositoryBase<InvitationEntity, UUID> {
  private static final String OPEN = " and acceptedAt is null";

  /** The open one of an address, expired or not, held until the transaction ends. */
  Uni<Optional<InvitationEntity>> lock(UUID tenant, String email) {
    return find("tenantId = ?1 and email = ?2" + OPEN, tenant, email)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .map(Optional::ofNullable);
  }

  /** The open one of that id, expired or not, held until the transaction ends. */
  Uni<Optional<InvitationEntity>> lock(UUID tenant, UUID id) {
    return find("tenantId = ?1 and id = ?2" + OPEN, tenant, id)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .map(Optional::ofNullable);
  }

  /** The one with that link, if it can still be accepted. */
  Uni<Optional<InvitationEntity>> alive(byte[] tokenHash, Instant now) {
    return find("tokenHash = ?1 and expiresAt > ?2" + OPEN, tokenHash, now)
        .firstResult()
        .map(Optional::ofNullable);
  }

  /** Uses a link. Of two requests the second waits for the first and then matches no row. */
  Uni<Boolean> use(byte[] tokenHash, Instant now) {
    return update(
            "acceptedAt = :now where tokenHash = :hash and expiresAt > :now" + OPEN,
            Parameters.with("now", now).and("hash", tokenHash))
        .map(rows -> rows == 1);
  }

  Uni<Boolean> withdraw(UUID tenant, UUID id) {
    return delete("tenantId = ?1 and id = ?2" + OPEN, tenant, id).map(rows -> rows == 1);
  }

  /** Newest first. */
  Uni<List<InvitationEntity>> page(UUID tenant, @Nullable UUID after, int limit) {
    var open =
        after == null
            ? find("tenantId = ?1" + OPEN + " order by id desc", tenant)
            : find("tenantId = ?1 and id < ?2" + OPEN + " order by id desc", tenant, after);
    return open.page(Page.ofSize(limit)).list();
  }
}
