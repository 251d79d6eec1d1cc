package dev.errand.api.accounts;

import dev.errand.api.accounts.Challenges.Presented;
import dev.errand.api.audit.Audit;
import dev.errand.api.audit.AuditEvent;
import dev.errand.api.limits.AccountLimits;
import dev.errand.api.mail.Mails;
import dev.errand.live.mail.MailKind;
import dev.errand.live.mail.MailOrder;
import dev.errand.model.challenge.ChallengeKind;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/**
 * Lets people show that an address is their own, by the link or by the code of a mail: the one they
 * signed up with, or the one that they want from now on.
 */
@ApplicationScoped
class Verification {
  private static final Set<ChallengeKind> KINDS =
      Set.of(ChallengeKind.VERIFY_EMAIL, ChallengeKind.CHANGE_EMAIL);

  private final Users users;
  private final Challenges challenges;
  private final Mails mails;
  private final AccountLimits limits;
  private final Audit audit;
  private final Clock clock;

  Verification(
      Users users,
      Challenges challenges,
      Mails mails,
      AccountLimits limits,
      Audit audit,
      Clock clock) {
    this.users = users;
    this.challenges = challenges;
    this.mails = mails;
    this.limits = limits;
    this.audit = audit;
    this.clock = clock;
  }

  /** Fails with {@link ErrorCode#INVALID_TOKEN} unless the link is the newest and unused. */
  Uni<Void> byLink(String token) {
    return challenges.byLink(token, KINDS).chain(this::verify);
  }

  /**
   * Fails with {@link ErrorCode#INVALID_CODE} unless the code is the newest and unused.
   *
   * @param address where it comes from: one that tries the codes of many addresses has to wait
   */
  Uni<Void> byCode(String email, String code, @Nullable String address) {
    return challenges.byCode(email, code, KINDS, address).chain(this::verify);
  }

  /** Orders a new mail, which is written only if the address waits for one. */
  Uni<Void> resend(String email) {
    String address = Login.requireEmail(email);
    limits.countMail(address);
    return mails.order(MailOrder.to(address, MailKind.VERIFY_EMAIL));
  }

  private Uni<Void> verify(Presented proof) {
    return challenges
        .use(proof)
        .chain(() -> Panache.withTransaction(() -> apply(proof).call(() -> record(proof))))
        .invoke(
            verified -> {
              if (!verified) {
                throw proof.refused();
              }
            })
        .onFailure(ConstraintViolationException.class)
        .transform(taken -> taken())
        .replaceWithVoid();
  }

  private Uni<Boolean> apply(Presented proof) {
    return proof.challenge().kind() == ChallengeKind.CHANGE_EMAIL
        ? users.changeEmail(proof.user(), proof.email(), clock.instant())
        : users.verify(proof.user(), proof.email(), proof.challenge().id(), clock.instant());
  }

  private Uni<Void> record(Presented proof) {
    boolean changed = proof.challenge().kind() == ChallengeKind.CHANGE_EMAIL;
    String action = changed ? "email.changed" : "email.verified";
    return audit.recordInSession(AuditEvent.ofUser(action, proof.user()));
  }

  // Only who reads the address' mails gets here.
  private static ErrandException taken() {
    return new ErrandException(
        ErrorCode.STATE_CONFLICT, "The address belongs to another account meanwhile.");
  }
}
