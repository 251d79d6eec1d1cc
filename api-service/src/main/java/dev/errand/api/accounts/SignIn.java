package dev.errand.api.accounts;

import dev.errand.api.accounts.PasswordHasher.Comparison;
import dev.errand.api.guesses.Guess;
import dev.errand.api.guesses.Guesses;
import dev.errand.api.limits.AccountLimits;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Signs people in by login and password. A wrong password and an unknown login get the same answer
 * after the same time.
 */
@ApplicationScoped
class SignIn {
  private final Users users;
  private final PasswordHasher hasher;
  private final SessionOpening sessions;
  private final Guesses guesses;
  private final AccountLimits limits;
  private final Clock clock;

  SignIn(
      Users users,
      PasswordHasher hasher,
      SessionOpening sessions,
      Guesses guesses,
      AccountLimits limits,
      Clock clock) {
    this.users = users;
    this.hasher = hasher;
    this.sessions = sessions;
    this.guesses = guesses;
    this.limits = limits;
    this.clock = clock;
  }

  Uni<SignedIn> signIn(String login, String password, Device device) {
    PasswordPolicy.tooLong(password)
        .ifPresent(
            error -> {
              throw ErrandException.invalid(List.of(error));
            });
    String normal = PasswordPolicy.normalize(password);
    String name = Login.normalize(login);
    limits.countRequest(name);
    return Panache.withSession(() -> find(name))
        .chain(user -> prove(user, normal, guess(user, name, device)))
        .invoke(SignIn::requireAllowed)
        .chain(user -> Panache.withTransaction(() -> open(user, device)));
  }

  private Uni<Optional<UserEntity>> find(String login) {
    return Login.isEmail(login) ? users.byEmail(login) : users.byUsername(login);
  }

  private Guess guess(Optional<UserEntity> user, String login, Device device) {
    return guesses.ofPassword(user.map(known -> known.id), login, device.address());
  }

  private Uni<UserEntity> prove(Optional<UserEntity> user, String password, Guess guess) {
    return guesses
        .compare(
            guess,
            () -> hasher.compare(password, user.map(known -> known.passwordHash)),
            Comparison::matches)
        .chain(
            result ->
                user.isPresent() && result.matches()
                    ? renewed(user.get(), password, result)
                    : Uni.createFrom().failure(SignIn::wrong));
  }

  private Uni<UserEntity> renewed(UserEntity user, String password, Comparison result) {
    if (!result.outdated()) {
      return Uni.createFrom().item(user);
    }
    return hasher
        .hash(password)
        .chain(
            hash ->
                Panache.withTransaction(() -> users.replaceHash(user.id, user.passwordHash, hash))
                    .map(
                        replaced -> {
                          user.passwordHash = replaced == 1 ? hash : user.passwordHash;
                          return user;
                        }));
  }

  // Only who knows the password learns more than that it was wrong.
  private static void requireAllowed(UserEntity user) {
    if (!user.active) {
      throw deactivated();
    }
    if (!user.isVerified()) {
      throw new ErrandException(
          ErrorCode.EMAIL_NOT_VERIFIED,
          "Open the link or enter the code that was mailed to you, or ask for a new mail.");
    }
  }

  private Uni<SignedIn> open(UserEntity user, Device device) {
    Instant now = clock.instant();
    user.lastLoginAt = now;
    return users
        .recordLogin(user.id, user.passwordHash, now)
        .invoke(
            still -> {
              if (!still) {
                // Deactivated, or given another password, since we looked.
                throw wrong();
              }
            })
        .chain(() -> sessions.open(user, device, now));
  }

  private static ErrandException wrong() {
    return new ErrandException(
        ErrorCode.INVALID_CREDENTIALS, "The login or the password is wrong.");
  }

  private static ErrandException deactivated() {
    return new ErrandException(ErrorCode.FORBIDDEN, "This account is deactivated.");
  }
}
