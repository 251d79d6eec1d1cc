package dev.errand.live.mail;

import dev.errand.live.identity.SigningKeys;
import dev.errand.model.challenge.ChallengeKind;
import dev.errand.model.job.JobId;
import dev.errand.store.account.FindAccount;
import dev.errand.store.account.FindAccount.Account;
import dev.errand.store.challenge.IssueChallenge;
import dev.errand.store.challenge.IssueChallenge.NewChallenge;
import dev.errand.store.challenge.PutLoginCode;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes the mail that a job asks for, and makes its link and code work. Where nobody is to be
 * written to, such as to an address that we do not know, there is no mail, and that is no failure.
 */
@Singleton
public class Letters {
  private final Database database;
  private final SigningKeys keys;
  private final ChallengeConfig config;
  private final Texts texts;

  Letters(Database database, SigningKeys keys, ChallengeConfig config, Texts texts) {
    this.database = database;
    this.keys = keys;
    this.config = config;
    this.texts = texts;
  }

  /** The mail of that job. Written anew it is the same mail. */
  public Uni<Optional<Mail>> write(MailOrder order, JobId job) {
    UUID id = job.value();
    return keys.hmac()
        .chain(
            key ->
                switch (order.mail()) {
                  case VERIFY_EMAIL -> verifyEmail(address(order), id, key);
                  case CHANGE_EMAIL -> changeEmail(order, id, key);
                  case RESET_PASSWORD -> resetPassword(address(order), id, key);
                  case LOGIN_CODE -> loginCode(order, id, key);
                  case ALREADY_KNOWN -> known(address(order), texts::alreadyKnown);
                  case PASSWORD_CHANGED -> known(address(order), texts::passwordChanged);
                  case INVITATION -> just(invitation(order, LinkAndCode.of(key, id)));
                  case INVITATION_KNOWN -> just(invitationKnown(order));
                  case WEBHOOK_DISABLED -> known(address(order), email -> disabled(email, order));
                });
  }

  /** The text message of that job. */
  public Uni<Optional<Mail>> write(SmsOrder order, JobId job) {
    return keys.hmac()
        .chain(
            key -> {
              String code = LinkAndCode.of(key, job.value()).code();
              return signIn(order.challenge(), code, job.value(), key)
                  .map(user -> user.map(Account::phone).map(phone -> texts.loginSms(phone, code)));
            });
  }

  private Uni<Optional<Mail>> verifyEmail(String email, UUID job, byte[] key) {
    return account(email)
        .chain(
            user ->
                user.isPresent() && !user.get().verified() && isNotLate(user.get(), job)
                    ? issue(user.get().id(), ChallengeKind.VERIFY_EMAIL, email, job, key)
                        .map(fresh -> fresh.map(secrets -> texts.verifyEmail(email, secrets)))
                    : nothing());
  }

  // Somebody has signed up with the address since, and another mail is on its way.
  private static boolean isNotLate(Account user, UUID job) {
    @Nullable UUID newest = user.signUpMail();
    return newest == null || new JobId(job).compareTo(new JobId(newest)) >= 0;
  }

  private Uni<Optional<Mail>> changeEmail(MailOrder order, UUID job, byte[] key) {
    String email = address(order);
    return issue(Objects.requireNonNull(order.user()), ChallengeKind.CHANGE_EMAIL, email, job, key)
        .map(fresh -> fresh.map(secrets -> texts.changeEmail(email, secrets)));
  }

  private Uni<Optional<Mail>> resetPassword(String email, UUID job, byte[] key) {
    return account(email)
        .chain(
            user ->
                user.isPresent()
                    ? issue(user.get().id(), ChallengeKind.RESET_PASSWORD, email, job, key)
                        .map(fresh -> fresh.map(secrets -> texts.resetPassword(email, secrets)))
                    : nothing());
  }

  private Uni<Optional<Mail>> loginCode(MailOrder order, UUID job, byte[] key) {
    String code = LinkAndCode.of(key, job).code();
    return signIn(Objects.requireNonNull(order.challenge()), code, job, key)
        .map(user -> user.map(Account::email).map(email -> texts.loginCode(email, code)));
  }

  private Uni<Optional<Mail>> known(String email, Function<String, Mail> text) {
    return account(email).map(user -> user.map(known -> text.apply(email)));
  }

  private Mail invitation(MailOrder order, LinkAndCode secrets) {
    return texts.invitation(address(order), tenant(order), inviter(order), secrets);
  }

  private Mail invitationKnown(MailOrder order) {
    return texts.invitationKnown(address(order), tenant(order), inviter(order));
  }

  private Mail disabled(String email, MailOrder order) {
    return texts.webhookDisabled(
        email, Objects.requireNonNull(order.webhook()), Objects.requireNonNull(order.reason()));
  }

  // Who was deactivated is not written to.
  private Uni<Optional<Account>> account(String email) {
    return FindAccount.byEmail(database.engine(), email).map(user -> user.filter(Account::active));
  }

  private Uni<Optional<LinkAndCode>> issue(
      UUID user, ChallengeKind kind, String email, UUID job, byte[] key) {
    LinkAndCode secrets = LinkAndCode.of(key, job);
    var fresh =
        new NewChallenge(
            job,
            user,
            kind,
            email,
            LinkAndCode.linkHash(secrets.link()),
            LinkAndCode.codeHash(key, job, secrets.code()),
            config.of(kind));
    return database
        .upkeep(sql -> IssueChallenge.run(sql, fresh))
        .map(works -> works ? Optional.of(secrets) : Optional.empty());
  }

  private Uni<Optional<Account>> signIn(UUID challenge, String code, UUID job, byte[] key) {
    byte[] hash = LinkAndCode.codeHash(key, challenge, code);
    return PutLoginCode.run(database.engine(), challenge, hash, job)
        .chain(
            user ->
                user.isPresent()
                    ? FindAccount.byId(database.engine(), user.get())
                    : Uni.createFrom().item(Optional.empty()));
  }

  private static String address(MailOrder order) {
    return Objects.requireNonNull(order.email());
  }

  private static String tenant(MailOrder order) {
    return Objects.requireNonNull(order.tenantName());
  }

  private static String inviter(MailOrder order) {
    return Objects.requireNonNull(order.inviter());
  }

  private static Uni<Optional<Mail>> just(Mail mail) {
    return Uni.createFrom().item(Optional.of(mail));
  }

  private static Uni<Optional<Mail>> nothing() {
    return Uni.createFrom().item(Optional.empty());
  }
}
