package dev.errand.api.accounts;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Hashes passwords beside the event loop. A hash costs 19 MiB and 60 ms on purpose, so few run at a
 * time and few wait: a flood of logins must not starve everything else.
 */
@ApplicationScoped
class PasswordHasher {
  private static final int THREADS = 2;
  private static final int WAITING = 32;
  // 32 waiting, two at a time, 60 ms each.
  private static final Duration QUEUE_TIME = Duration.ofSeconds(1);

  private final RandomGenerator random;
  private final ExecutorService pool =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING),
          Thread.ofPlatform().name("errand-passwords-", 0).daemon().factory());
  // Who has no hash pays for this one, so that an unknown login takes as long as a known one.
  private final PasswordHash dummy;

  PasswordHasher(RandomGenerator random) {
    this.random = random;
    this.dummy = PasswordHash.of("nobody's password", salt());
  }

  /** A new hash in PHC format. */
  Uni<String> hash(String password) {
    return beside(() -> PasswordHash.of(password, salt()).phc());
  }

  /** Compares a password with a hash, or with nobody's, which matches never. */
  Uni<Comparison> compare(String password, Optional<String> phc) {
    return beside(
        () -> {
          PasswordHash hash = phc.map(PasswordHash::parse).orElse(dummy);
          boolean matches = hash.matches(password) && phc.isPresent();
          return new Comparison(matches, matches && hash.isOutdated());
        });
  }

  /**
   * What came out.
   *
   * @param outdated whether the hash should be made anew with today's parameters
   */
  record Comparison(boolean matches, boolean outdated) {}

  private byte[] salt() {
    byte[] salt = new byte[PasswordHash.saltBytes()];
    random.nextBytes(salt);
    return salt;
  }

  private <T> Uni<T> beside(Supplier<T> work) {
    return Uni.createFrom()
        .completionStage(() -> submit(work))
        .emitOn(MutinyHelper.executor(Vertx.currentContext()));
  }

  private <T> CompletableFuture<T> submit(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, pool);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(
          ErrandException.later(
              ErrorCode.OVERLOADED, "Too many people sign in just now.", QUEUE_TIME));
    }
  }

  @PreDestroy
  void close() {
    pool.shutdownNow();
  }
}
