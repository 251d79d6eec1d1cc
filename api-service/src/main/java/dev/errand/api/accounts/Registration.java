package dev.errand.api.accounts;

import dev.errand.api.mail.Mail;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Writes an account down, or finds that there is one. Runs inside a transaction. */
@ApplicationScoped
class Registration {
  private final AccountOpening opening;
  private final Users users;
  private final ChallengeIssuer challenges;
  private final AccountMails mails;

  Registration(
      AccountOpening opening, Users users, ChallengeIssuer challenges, AccountMails mails) {
    this.opening = opening;
    this.users = users;
    this.challenges = challenges;
    this.mails = mails;
  }

  /**
   * @return the mail to send after the commit
   */
  Uni<Optional<Mail>> register(Applicant applicant, String hash) {
    String email = applicant.email();
    if (email == null) {
      return opening.open(applicant, hash).replaceWith(Optional.empty());
    }
    return users
        .lockByEmail(email)
        .chain(
            known ->
                known.isEmpty()
                    ? opening.open(applicant, hash).chain(user -> askToVerify(user, email))
                    : again(known.get(), applicant, hash, email))
        .map(Optional::of);
  }

  private Uni<Mail> again(UserEntity user, Applicant applicant, String hash, String email) {
    if (user.isVerified()) {
      return Uni.createFrom().item(mails.alreadyKnown(email));
    }
    // Nobody has shown yet that the address is theirs. Who signs up last has the newest link, so
    // the newest password must go with it.
    user.passwordHash = hash;
    user.username = applicant.username();
    user.name = applicant.name();
    return askToVerify(user, email);
  }

  private Uni<Mail> askToVerify(UserEntity user, String email) {
    return challenges
        .issue(user, ChallengeIssuer.VERIFY_EMAIL)
        .map(secrets -> mails.verification(email, secrets));
  }

  /**
   * @return a new mail for an address that waits for one
   */
  Uni<Optional<Mail>> remind(String email) {
    return users
        .lockByEmail(email)
        .chain(
            known ->
                known.isPresent() && !known.get().isVerified()
                    ? askToVerify(known.get(), email).map(Optional::of)
                    : Uni.createFrom().item(Optional.empty()));
  }
}
