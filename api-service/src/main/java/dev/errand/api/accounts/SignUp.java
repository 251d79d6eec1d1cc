package dev.errand.api.accounts;

import dev.errand.api.accounts.Registration.Letter;
import dev.errand.api.limits.AccountLimits;
import dev.errand.api.mail.Mails;
import dev.errand.model.problem.ErrandException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Makes accounts. Whoever asks cannot tell from the answer or its time whether an address is known:
 * either way a password is hashed and one mail is ordered, to the address' owner.
 */
@ApplicationScoped
class SignUp {
  private final AccountsConfig config;
  private final PasswordPolicy policy;
  private final PasswordHasher hasher;
  private final Users users;
  private final Registration registration;
  private final Mails mails;
  private final AccountLimits limits;

  SignUp(
      AccountsConfig config,
      PasswordPolicy policy,
      PasswordHasher hasher,
      Users users,
      Registration registration,
      Mails mails,
      AccountLimits limits) {
    this.config = config;
    this.policy = policy;
    this.hasher = hasher;
    this.users = users;
    this.registration = registration;
    this.mails = mails;
    this.limits = limits;
  }

  /**
   * @return whether a mail was ordered; without one the account works at once
   */
  Uni<Boolean> signUp(SignUpRequest request) {
    Applicant applicant = Applicant.of(request, policy, config.requireEmail());
    Optional.ofNullable(applicant.email()).ifPresent(limits::countMail);
    return requireFreeUsername(applicant)
        .chain(() -> hasher.hash(applicant.password()))
        .chain(hash -> register(applicant, hash))
        .chain(this::order);
  }

  private Uni<Boolean> order(Optional<Letter> letter) {
    return letter.isPresent()
        ? mails.order(letter.get().id(), letter.get().order()).replaceWith(true)
        : Uni.createFrom().item(false);
  }

  private Uni<Optional<Letter>> register(Applicant applicant, String hash) {
    return Panache.withTransaction(() -> registration.register(applicant, hash))
        .onFailure(ConstraintViolationException.class)
        // Another request registered the same login in between: now it is a known one.
        .recoverWithUni(
            () ->
                requireFreeUsername(applicant)
                    .chain(
                        () ->
                            Panache.withTransaction(() -> registration.register(applicant, hash))));
  }

  // Before the address is looked at, and whether it is known or not: the answer tells of the
  // username alone. One's own pending sign-up may keep its name.
  private Uni<Void> requireFreeUsername(Applicant applicant) {
    String username = applicant.username();
    if (username == null) {
      return Uni.createFrom().voidItem();
    }
    return Panache.withSession(() -> users.byUsername(username))
        .invoke(owner -> owner.ifPresent(user -> requireSame(user, applicant)))
        .replaceWithVoid();
  }

  private static void requireSame(UserEntity owner, Applicant applicant) {
    boolean pending = !owner.isVerified() && Objects.equals(owner.email, applicant.email());
    if (!pending) {
      throw ErrandException.invalid("#/username", "is taken");
    }
  }
}
