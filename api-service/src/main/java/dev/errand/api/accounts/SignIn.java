package dev.errand.api.accounts;

import dev.errand.api.accounts.PasswordHasher.Comparison;
import dev.errand.api.guesses.Guess;
import dev.errand.api.guesses.Guesses;
import dev.errand.api.limits.AccountLimits;
import dev.errand.model.problem.ErrandException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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
  private final SecondStep next;
  private final Guesses guesses;
  private final AccountLimits limits;

  SignIn(
      Users users, PasswordHasher hasher, SecondStep next, Guesses guesses, AccountLimits limits) {
    this.users = users;
    this.hasher = hasher;
    this.next = next;
    this.guesses = guesses;
    this.limits = limits;
  }

  Uni<LoginAnswer> signIn(String login, String password, Device device) {
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
        .invoke(Admission::requireAllowed)
        .chain(user -> next.afterPassword(user, device));
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
                    : Uni.createFrom().failure(Admission::wrong));
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
}
