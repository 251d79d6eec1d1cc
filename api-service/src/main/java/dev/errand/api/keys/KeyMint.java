package dev.errand.api.keys;

import dev.errand.api.keys.ApiKeyRules.Accepted;
import dev.errand.live.chance.IdSource;
import dev.errand.live.identity.ApiKeyText;
import dev.errand.model.tenant.Principal;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What a new key is made of. */
@Startup // so that a wrong word is told at once and not to the first who makes a key
@ApplicationScoped
class KeyMint {
  private final ApiKeysConfig config;
  private final IdSource ids;
  private final RandomGenerator random;
  private final Clock clock;

  KeyMint(ApiKeysConfig config, IdSource ids, RandomGenerator random, Clock clock) {
    config.environment().ifPresent(KeyMint::requireWord);
    this.config = config;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  private static void requireWord(String environment) {
    if (!environment.matches("[a-z0-9]{1,16}")) {
      throw new IllegalArgumentException(
          "errand.api-keys.environment must have 1 to 16 of a-z and 0-9");
    }
  }

  Accepted accept(ApiKeyRequest request, Principal caller) {
    return ApiKeyRules.accept(request, caller, clock.instant());
  }

  UUID id() {
    return ids.next();
  }

  ApiKeyText text() {
    return ApiKeyText.make(config.environment().orElse(null), random);
  }
}
