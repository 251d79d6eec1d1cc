package dev.errand.api.accounts;

import dev.errand.api.audit.Audit;
import dev.errand.live.identity.Standings;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.audit.AuditEntry;
import dev.errand.store.key.RevokeKeysOf;
import dev.errand.store.sql.Database;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Changes what users may do. Such changes come one after another, over all replicas: of two that
 * would leave nobody in charge, the second is refused.
 */
@ApplicationScoped
class UserChanges {
  private static final String LOCK =
      "select 1 from (select pg_advisory_xact_lock(4994867011924)) as held";

  private final Users users;
  private final Sessions sessions;
  private final Database database;
  private final Standings standings;
  private final Audit audit;
  private final Clock clock;

  UserChanges(
      Users users,
      Sessions sessions,
      Database database,
      Standings standings,
      Audit audit,
      Clock clock) {
    this.users = users;
    this.sessions = sessions;
    this.database = database;
    this.standings = standings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A change that is wished for.
   *
   * @param asOwner it is one of the members of the caller's own tenant; else any user
   * @param action as the audit log names it
   */
  record Wish(Principal caller, UUID user, boolean asOwner, UserChange change, String action) {}

  /** Takes effect at once here, elsewhere within 5 seconds. */
  Uni<UserEntity> change(Wish wish) {
    return forgetOldKeys(wish)
        .chain(() -> Panache.withTransaction(() -> lock().chain(held -> changed(wish))))
        .call(user -> wish.change().deactivates() ? revokeKeys(user) : nothing())
        .invoke(standings::forgetAll);
  }

  // A deactivated user's keys are dead as long as it is. They must not wake up with it: if revoking
  // them was not completed at the time, it is now.
  private Uni<Void> forgetOldKeys(Wish wish) {
    if (!Boolean.TRUE.equals(wish.change().active())) {
      return nothing();
    }
    return Panache.withSession(() -> users.findById(wish.user()))
        .chain(
            user ->
                user == null || user.active || isHidden(wish, user) ? nothing() : revokeKeys(user));
  }

  private Uni<Void> revokeKeys(UserEntity user) {
    return RevokeKeysOf.run(database.engine(), new TenantId(user.tenantId), user.id)
        .replaceWithVoid();
  }

  private static Uni<Integer> lock() {
    return Panache.getSession()
        .map(session -> session.createNativeQuery(LOCK, Integer.class))
        .chain(Mutiny.SelectionQuery::getSingleResult);
  }

  private Uni<UserEntity> changed(Wish wish) {
    return users
        .findById(wish.user())
        .map(user -> requireVisible(wish, user))
        .call(user -> requireOwnerLeft(wish, user))
        .call(user -> requireAdminLeft(wish, user))
        .invoke(user -> wish.change().apply(user))
        .call(user -> wish.change().deactivates() ? endSessions(user) : nothing())
        .call(user -> audit.recordInSession(entry(wish, user)));
  }

  private static boolean isHidden(Wish wish, UserEntity user) {
    return wish.asOwner() && !user.tenantId.equals(wish.caller().tenant().value());
  }

  private static UserEntity requireVisible(Wish wish, @Nullable UserEntity user) {
    if (user == null || isHidden(wish, user)) {
      throw new ErrandException(ErrorCode.NOT_FOUND, "there is no such user");
    }
    if (user.admin && !wish.caller().admin()) {
      throw new ErrandException(ErrorCode.FORBIDDEN, "only an admin may change an admin");
    }
    return user;
  }

  // An admin may close a tenant's last account, but not leave people without an owner.
  private Uni<Void> requireOwnerLeft(Wish wish, UserEntity user) {
    UserChange change = wish.change();
    boolean leaves = wish.asOwner() && change.deactivates() && user.active && user.isOwner();
    if (!leaves && !change.takesOwnerFrom(user)) {
      return nothing();
    }
    return users
        .otherOwners(user)
        .invoke(
            others -> {
              if (others == 0) {
                throw new ErrandException(
                    ErrorCode.LAST_OWNER, "Make another member an owner first.");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> requireAdminLeft(Wish wish, UserEntity user) {
    if (!wish.change().takesAdminFrom(user)) {
      return nothing();
    }
    return users
        .otherAdmins(user)
        .invoke(
            others -> {
              if (others == 0) {
                throw new ErrandException(
                    ErrorCode.LAST_ADMIN, "Make another user an admin first.");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> endSessions(UserEntity user) {
    return sessions.revokeAll(user.id, clock.instant()).replaceWithVoid();
  }

  private static AuditEntry entry(Wish wish, UserEntity user) {
    return AuditEntry.by(wish.caller(), wish.action(), user.tenantId, "user:" + user.id)
        .with(wish.change().json());
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
