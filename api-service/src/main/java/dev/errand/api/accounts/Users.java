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
   * @param hash of the password that was proven
   * @return whether the user is still there and active, with that password
   */
  Uni<Boolean> recordLogin(UUID id, String hash, Instant now) {
    return update(
            "lastLoginAt = ?1 where id = ?2 and active = true and passwordHash = ?3", now, id, hash)
        .map(rows -> rows == 1);
  }

  /**
   * @param mail the job that mailed the proof: one from before the newest sign-up with the address
   *     was meant for another password
   * @return whether the address, still the user's, counts as verified now
   */
  Uni<Boolean> verify(UUID id, String email, UUID mail, Instant now) {
    return update(
            "emailVerifiedAt = :now where id = :id and email = :email"
                + " and (signUpMail is null or signUpMail <= :mail)",
            Parameters.with("now", now).and("id", id).and("email", email).and("mail", mail))
        .map(rows -> rows == 1);
  }

  /** Gives the user another, verified address. */
  Uni<Boolean> changeEmail(UUID id, String email, Instant now) {
    return update("email = ?1, emailVerifiedAt = ?2 where id = ?3", email, now, id)
        .map(rows -> rows == 1);
  }

  /**
   * Gives the user another password, and its address, which was mailed to, counts as verified.
   *
   * @return whether the address is still the user's
   */
  Uni<Boolean> resetPassword(UUID id, String email, String hash, Instant now) {
    return update(
            "passwordHash = :hash, emailVerifiedAt = coalesce(emailVerifiedAt, :now)"
                + " where id = :id and email = :email",
            Parameters.with("now", now).and("id", id).and("email", email).and("hash", hash))
        .map(rows -> rows == 1);
  }

  Uni<Integer> replaceHash(UUID id, String old, String hash) {
    return update("passwordHash = ?1 where id = ?2 and passwordHash = ?3", hash, id, old);
  }

  /** Those who can sign in with one of these addresses, in the order of the addresses. */
  Uni<List<UserEntity>> verified(List<String> emails) {
    return list(
        "email in ?1 and active = true and emailVerifiedAt is not null order by email", emails);
  }

  /** How many others own the user's tenant. */
  Uni<Long> otherOwners(UserEntity user) {
    return count(
        "tenantId = ?1 and role = 'owner' and active = true and id <> ?2", user.tenantId, user.id);
  }

  /** How many others operate the platform. */
  Uni<Long> otherAdmins(UserEntity user) {
    return count("admin = true and active = true and id <> ?1", user.id);
  }

  /** A tenant's members, newest first. */
  Uni<List<UserEntity>> members(UUID tenant, @Nullable UUID after, int limit) {
    var all =
        after == null
            ? find("tenantId = ?1 order by id desc", tenant)
            : find("tenantId = ?1 and id < ?2 order by id desc", tenant, after);
    return all.page(Page.ofSize(limit)).list();
  }

  /**
   * Users of all tenants, newest first.
   *
   * @param text found in address, username or name; null for any
   */
  Uni<List<UserEntity>> search(@Nullable String text, @Nullable UUID after, int limit) {
    var parameters = new Parameters();
    String where = "1 = 1";
    if (text != null) {
      parameters.and("text", "%" + literally(text) + "%");
      where +=
          " and (email like :text escape '~' or username like :text escape '~'"
              + " or lower(name) like :text escape '~')";
    }
    if (after != null) {
      parameters.and("after", after);
      where += " and id < :after";
    }
    return find(where + " order by id desc", parameters).page(Page.ofSize(limit)).list();
  }

  // A caller's % and _ mean themselves.
  private static String literally(String text) {
    return Login.normalize(text).replace("~", "~~").replace("%", "~%").replace("_", "~_");
  }
}
