package dev.errand.api.accounts;

import dev.errand.api.audit.Audit;
import dev.errand.api.audit.AuditEvent;
import dev.errand.live.identity.Standings;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Gives who knows the old password a new one, and signs out everybody else who knew the old one.
 */
@ApplicationScoped
class PasswordChange {
  private static final String NEW = "#/newPassword";

  private final PasswordProof proof;
  private final PasswordPolicy policy;
  private final PasswordHasher hasher;
  private final Users users;
  private final Sessions sessions;
  private final Standings standings;
  private final Audit audit;
  private final Clock clock;

  PasswordChange(
      PasswordProof proof,
      PasswordPolicy policy,
      PasswordHasher hasher,
      Users users,
      Sessions sessions,
      Standings standings,
      Audit audit,
      Clock clock) {
    this.proof = proof;
    this.policy = policy;
    this.hasher = hasher;
    this.users = users;
    this.sessions = sessions;
    this.standings = standings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @param session the caller's, which stays
   */
  Uni<Void> change(UUID user, UUID session, ChangePasswordRequest request, Device device) {
    return proof
        .find(user)
        .invoke(known -> requireGood(request.newPassword(), known))
        .call(known -> proof.require(known, "#/oldPassword", request.oldPassword(), device))
        .chain(known -> replace(known, session, request.newPassword()));
  }

  // Before the old one is looked at: a refusal of the new one says nothing about it.
  private void requireGood(String password, UserEntity user) {
    Optional<FieldError> problem =
        policy.problem(NEW, password, Stream.of(user.email, user.username));
    problem.ifPresent(
        error -> {
          throw ErrandException.invalid(List.of(error));
        });
  }

  private Uni<Void> replace(UserEntity user, UUID session, String password) {
    return hasher
        .hash(PasswordPolicy.normalize(password))
        .chain(hash -> Panache.withTransaction(() -> replaceHash(user, session, hash)))
        .invoke(ended -> ended.forEach(standings::forget))
        .replaceWithVoid();
  }

  // The hash first: a sign-in by the old password that is under way has stored its session before
  // we look for sessions, or comes too late.
  private Uni<List<UUID>> replaceHash(UserEntity user, UUID session, String hash) {
    return users
        .replaceHash(user.id, user.passwordHash, hash)
        .invoke(
            replaced -> {
              if (replaced != 1) {
                throw PasswordProof.wrong();
              }
            })
        .chain(() -> sessions.revokeOthers(user.id, session, clock.instant()))
        .call(() -> audit.recordInSession(AuditEvent.ofUser("password.changed", user.id)));
  }
}
