package dev.errand.api.accounts;

import dev.errand.api.accounts.Challenges.Presented;
import dev.errand.api.audit.Audit;
import dev.errand.api.audit.AuditEvent;
import dev.errand.api.limits.AccountLimits;
import dev.errand.api.mail.Mails;
import dev.errand.live.identity.Standings;
import dev.errand.live.mail.MailKind;
import dev.errand.live.mail.MailOrder;
import dev.errand.model.challenge.ChallengeKind;
import dev.errand.model.problem.ErrorCode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets people choose a new password who read the mails of their address. What was signed in before
 * is signed out.
 */
@ApplicationScoped
class PasswordReset {
  private static final Set<ChallengeKind> KINDS = Set.of(ChallengeKind.RESET_PASSWORD);

  private final Users users;
  private final Sessions sessions;
  private final Challenges challenges;
  private final NewPasswords passwords;
  private final Mails mails;
  private final Standings standings;
  private final AccountLimits limits;
  private final Audit audit;
  private final Clock clock;

  PasswordReset(
      Users users,
      Sessions sessions,
      Challenges challenges,
      NewPasswords passwords,
      Mails mails,
      Standings standings,
      AccountLimits limits,
      Audit audit,
      Clock clock) {
    this.users = users;
    this.sessions = sessions;
    this.challenges = challenges;
    this.passwords = passwords;
    this.mails = mails;
    this.standings = standings;
    this.limits = limits;
    this.audit = audit;
    this.clock = clock;
  }

  /** Orders the mail with link and code. Whether the address is known is for the worker to find. */
  Uni<Void> forgot(String email) {
    String address = Login.requireEmail(email);
    limits.countMail(address);
    return mails.order(MailOrder.to(address, MailKind.RESET_PASSWORD));
  }

  /** Fails with {@link ErrorCode#INVALID_TOKEN} unless the link is the newest and unused. */
  Uni<Void> byLink(String token, @Nullable String password) {
    passwords.requireGood(password, Stream.of());
    return challenges.byLink(token, KINDS).chain(proof -> change(proof, password));
  }

  /** Fails with {@link ErrorCode#INVALID_CODE} unless the code is the newest and unused. */
  Uni<Void> byCode(String email, String code, @Nullable String password, @Nullable String address) {
    passwords.requireGood(password, Stream.of(email));
    return challenges.byCode(email, code, KINDS, address).chain(proof -> change(proof, password));
  }

  // Hashed before the proof is used up: where too many hashes wait, it may be presented again.
  private Uni<Void> change(Presented proof, @Nullable String password) {
    return Panache.withSession(() -> users.findById(proof.user()))
        .invoke(user -> passwords.requireGood(password, logins(proof, user)))
        .chain(() -> passwords.hash(password))
        .call(hash -> challenges.use(proof))
        .chain(hash -> Panache.withTransaction(() -> save(proof, hash, clock.instant())))
        .invoke(ended -> ended.forEach(standings::forget))
        .chain(() -> mails.order(MailOrder.to(proof.email(), MailKind.PASSWORD_CHANGED)));
  }

  private static Stream<@Nullable String> logins(Presented proof, @Nullable UserEntity user) {
    return Stream.of(proof.email(), user == null ? null : user.username);
  }

  private Uni<List<UUID>> save(Presented proof, String hash, Instant now) {
    return users
        .resetPassword(proof.user(), proof.email(), hash, now)
        .invoke(
            changed -> {
              if (!changed) {
                throw proof.refused(); // the user has another address meanwhile
              }
            })
        .chain(() -> sessions.revokeAll(proof.user(), now))
        .call(() -> audit.recordInSession(AuditEvent.ofUser("password.reset", proof.user())));
  }
}
