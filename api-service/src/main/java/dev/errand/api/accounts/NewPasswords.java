package dev.errand.api.accounts;

import dev.errand.model.problem.ErrandException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Passwords that take the place of others. */
@ApplicationScoped
class NewPasswords {
  private final PasswordPolicy policy;
  private final PasswordHasher hasher;

  NewPasswords(PasswordPolicy policy, PasswordHasher hasher) {
    this.policy = policy;
    this.hasher = hasher;
  }

  /**
   * @throws ErrandException saying what is wrong with it
   */
  void requireGood(@Nullable String password, Stream<@Nullable String> logins) {
    policy
        .problem(password, logins)
        .ifPresent(
            problem -> {
              throw ErrandException.invalid(List.of(problem));
            });
  }

  /** The hash of one that was found good. */
  Uni<String> hash(@Nullable String password) {
    return hasher.hash(PasswordPolicy.normalize(Objects.requireNonNull(password)));
  }
}
