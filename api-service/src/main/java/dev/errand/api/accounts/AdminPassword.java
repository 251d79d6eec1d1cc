package dev.errand.api.accounts;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The first admin's password: the operator's, or one that is made up. */
@ApplicationScoped
class AdminPassword {
  private static final int GENERATED_BYTES = 18;

  private final AdminConfig config;
  private final PasswordPolicy policy;
  private final RandomGenerator random;

  AdminPassword(AdminConfig config, PasswordPolicy policy, RandomGenerator random) {
    this.config = config;
    this.policy = policy;
    this.random = random;
  }

  /**
   * A password, and what to say about it.
   *
   * @param generated nobody knows it yet
   * @param weak users may not choose such a one; the operator may
   */
  record Chosen(String text, boolean generated, boolean weak) {
    @Override
    public String toString() {
      return "Chosen";
    }
  }

  Chosen choose() {
    Optional<String> given = config.password();
    if (given.isEmpty()) {
      return new Chosen(generate(), true, false);
    }
    boolean weak = policy.problem(given.get(), Stream.of(config.email())).isPresent();
    return new Chosen(given.get(), false, weak);
  }

  private String generate() {
    byte[] bytes = new byte[GENERATED_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
