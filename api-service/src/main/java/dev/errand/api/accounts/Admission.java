package dev.errand.api.accounts;

import dev.errand.api.audit.Audit;
import dev.errand.api.audit.AuditEvent;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Lets users in who have proven who they are. */
@ApplicationScoped
class Admission {
  private final Users users;
  private final SessionOpening sessions;
  private final Audit audit;
  private final Clock clock;

  Admission(Users users, SessionOpening sessions, Audit audit, Clock clock) {
    this.users = users;
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * To be asked only once the password was proven: who does not know it learns nothing of the user.
   *
   * @throws ErrandException when the user may not sign in
   */
  static void requireAllowed(UserEntity user) {
    if (!user.active) {
      throw new ErrandException(ErrorCode.FORBIDDEN, "This account is deactivated.");
    }
    if (!user.isVerified()) {
      throw new ErrandException(
          ErrorCode.EMAIL_NOT_VERIFIED,
          "Open the link or enter the code that was mailed to you, or ask for a new mail.");
    }
  }

  /**
   * A session, unless the user was deactivated or got another password since it was read.
   *
   * @param user as it was when it proved itself
   */
  Uni<SignedIn> admit(UserEntity user, Device device) {
    return Panache.withTransaction(() -> open(user, device));
  }

  private Uni<SignedIn> open(UserEntity user, Device device) {
    Instant now = clock.instant();
    user.lastLoginAt = now;
    return users
        .recordLogin(user.id, user.passwordHash, now)
        .invoke(
            unchanged -> {
              if (!unchanged) {
                throw wrong();
              }
            })
        .chain(() -> sessions.open(user, device, now))
        .call(() -> audit.recordInSession(opened(user, device)));
  }

  private static AuditEvent opened(UserEntity user, Device device) {
    return new AuditEvent(
        "session.opened",
        user.tenantId,
        user.id,
        user.email,
        device.address(),
        "user:" + user.id,
        null);
  }

  static ErrandException wrong() {
    return new ErrandException(
        ErrorCode.INVALID_CREDENTIALS, "The login or the password is wrong.");
  }
}
