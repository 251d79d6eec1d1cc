package dev.errand.api.accounts;

import dev.errand.api.mail.Mails;
import dev.errand.live.mail.MailKind;
import dev.errand.live.mail.MailOrder;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Writes an account down, or finds that there is one. Runs inside a transaction. */
@ApplicationScoped
class Registration {
  private final AccountOpening opening;
  private final Users users;
  private final Mails mails;

  Registration(AccountOpening opening, Users users, Mails mails) {
    this.opening = opening;
    this.users = users;
    this.mails = mails;
  }

  /**
   * A mail to order after the commit.
   *
   * @param id which its link follows from
   */
  record Letter(UUID id, MailOrder order) {}

  Uni<Optional<Letter>> register(Applicant applicant, String hash) {
    String email = applicant.email();
    if (email == null) {
      return opening.open(applicant, hash).replaceWith(Optional.empty());
    }
    return users
        .lockByEmail(email)
        .chain(
            known ->
                known.isEmpty()
                    ? opening.open(applicant, hash).map(user -> askToVerify(user, email))
                    : Uni.createFrom().item(again(known.get(), applicant, hash, email)))
        .map(Optional::of);
  }

  private Letter again(UserEntity user, Applicant applicant, String hash, String email) {
    if (user.isVerified()) {
      return new Letter(mails.nextId(), MailOrder.to(email, MailKind.ALREADY_KNOWN));
    }
    // Nobody has shown yet that the address is theirs. Who signs up last has the newest link, so
    // the newest password must go with it.
    user.passwordHash = hash;
    user.username = applicant.username();
    user.name = applicant.name();
    return askToVerify(user, email);
  }

  // The id is drawn while the row is held: of several sign-ups the last one has the highest.
  private Letter askToVerify(UserEntity user, String email) {
    UUID mail = mails.nextId();
    user.signUpMail = mail;
    return new Letter(mail, MailOrder.to(email, MailKind.VERIFY_EMAIL));
  }
}
