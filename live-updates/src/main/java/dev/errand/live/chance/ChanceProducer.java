package dev.errand.live.chance;

import com.fasterxml.uuid.Generators;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** The real clock, the real dice and the real ids. Tests hand in their own. */
@Singleton
class ChanceProducer {
  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  /** Fit for secrets: callers draw keys and codes from it. */
  @Produces
  @Singleton
  RandomGenerator random() {
    return new SecureRandom();
  }

  @Produces
  @Singleton
  IdSource ids() {
    return Generators.timeBasedEpochGenerator()::generate;
  }
}
