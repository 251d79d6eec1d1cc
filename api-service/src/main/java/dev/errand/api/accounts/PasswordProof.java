package dev.errand.api.accounts;

import dev.errand.api.accounts.PasswordHasher.Comparison;
import dev.errand.api.guesses.Guess;
import dev.errand.api.guesses.Guesses;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks who has signed in for the password again. A wrong one counts like a wrong one at sign-in, so
 * that a stolen session is no way to guess faster.
 */
@ApplicationScoped
class PasswordProof {
  private final Users users;
  private final PasswordHasher hasher;
  private final Guesses guesses;

  PasswordProof(Users users, PasswordHasher hasher, Guesses guesses) {
    this.users = users;
    this.hasher = hasher;
    this.guesses = guesses;
  }

  Uni<UserEntity> find(UUID id) {
    return Panache.withSession(() -> users.findById(id))
        .onItem()
        .ifNull()
        .failWith(() -> new ErrandException(ErrorCode.UNAUTHENTICATED, "The user is gone."));
  }

  /**
   * Fails with {@link ErrorCode#WRONG_PASSWORD} unless it is the user's.
   *
   * @param pointer the field that it came in
   */
  Uni<Void> require(UserEntity user, String pointer, String password, Device device) {
    PasswordPolicy.tooLong(pointer, password)
        .ifPresent(
            error -> {
              throw ErrandException.invalid(error.pointer(), error.detail());
            });
    Guess guess = guesses.ofPassword(Optional.of(user.id), "", device.address());
    String normal = PasswordPolicy.normalize(password);
    return guesses
        .compare(
            guess,
            () -> hasher.compare(normal, Optional.of(user.passwordHash)),
            Comparison::matches)
        .invoke(
            result -> {
              if (!result.matches()) {
                throw wrong();
              }
            })
        .replaceWithVoid();
  }

  static ErrandException wrong() {
    return new ErrandException(ErrorCode.WRONG_PASSWORD, "This is not your password.");
  }
}
