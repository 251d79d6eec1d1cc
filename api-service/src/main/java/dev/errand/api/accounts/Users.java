package dev.errand.api.accounts;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Rows of users. */
@ApplicationScoped
class Users implements PanacheRepositoryBase<UserEntity, UUID> {

  Uni<Optional<UserEntity>> byEmail(String email) {
    return find("email", email).firstResult().map(Optional::ofNullable);
  }

  Uni<Optional<UserEntity>> byUsername(String username) {
    return find("username", username).firstResult().map(Optional::ofNullable);
  }

  /** The user of an address, held until the transaction ends: one challenge at a time. */
  Uni<Optional<UserEntity>> lockByEmail(String email) {
    return find("email", email)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .map(Optional::ofNullable);
  }

  /** The user, held until the transaction ends: one edit at a time. */
  Uni<Optional<UserEntity>> lock(UUID id) {
    return find("id", id)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .map(Optional::ofNullable);
  }

  /**
   * Holds the user's row until the sign-in is there: who changes the password waits for it, and
   * ends it with all others.
   *
   * @param hash of the password that was shown
   * @return whether the user is still there, active, and has that password
   */
  Uni<Boolean> recordLogin(UUID id, String hash, Instant now) {
    return update(
            "lastLoginAt = ?1 where id = ?2 and active = true and passwordHash = ?3", now, id, hash)
        .map(rows -> rows == 1);
  }

  Uni<Integer> replaceHash(UUID id, String old, String hash) {
    return update("passwordHash = ?1 where id = ?2 and passwordHash = ?3", hash, id, old);
  }
}
