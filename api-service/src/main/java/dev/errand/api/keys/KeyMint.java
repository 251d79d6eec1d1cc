package dev.errand.api.keys;

import dev.errand.api.keys.ApiKeyRules.Accepted;
import dev.errand.live.chance.IdSource;
import dev.errand.live.identity.ApiKeyText;
import dev.errand.model.tenant.Principal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** What a new key is made of. */
@ApplicationScoped
class KeyMint {
  private final ApiKeysConfig config;
  private final IdSource ids;
  private final RandomGenerator random;
  private final Clock clock;

  KeyMint(ApiKeysConfig config, IdSource ids, RandomGenerator random, Clock clock) {
    this.config = config;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
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
