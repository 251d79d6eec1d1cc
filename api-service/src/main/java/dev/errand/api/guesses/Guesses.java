package dev.errand.api.guesses;

import dev.errand.api.web.AddressGroup;
import dev.errand.live.identity.DerivedKeys;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.store.guess.CountGuesses;
import dev.errand.store.guess.ForgetGuesses;
import dev.errand.store.guess.GuessCount;
import dev.errand.store.guess.HoldGuesses;
import dev.errand.store.guess.ReturnGuess;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Slows down who guesses passwords and codes. A guess is counted before it is looked at, so guesses
 * that come at once cannot outrun the count.
 */
@ApplicationScoped
public class Guesses {
  private static final String USE = "errand guess";

  private final Database database;
  private final DerivedKeys keys;
  private final GuessesConfig config;

  @Inject
  Guesses(Database database, DerivedKeys keys, GuessesConfig config) {
    this.database = database;
    this.keys = keys;
    this.config = config;
    if (config.account() < 1
        || config.address() < 1
        || config.accountForgets().toMillis() < 1
        || config.addressForgets().toMillis() < 1) {
      throw new IllegalArgumentException("errand.guesses: every value must be positive");
    }
  }

  /**
   * A guess of a password.
   *
   * @param user whose it is; an unknown login is counted in the same way, by itself
   * @param login normalized
   */
  public Guess ofPassword(Optional<UUID> user, String login, @Nullable String address) {
    String subject = user.map(known -> "user " + known).orElseGet(() -> "login " + login);
    return new Guess(account(subject, config.account()), address(address));
  }

  /** A guess of a code that a user's second factor shows. */
  public Guess ofFactor(UUID user) {
    return new Guess(account("factor of " + user, config.account()), null);
  }

  /**
   * A guess of a code that was sent for a sign-in. Each sign-in has tries of its own; this counts
   * them all, so that who knows the password cannot begin one after the other. Twice as many are
   * free, because who has spent the tries of one sign-in may begin another.
   */
  public Guess ofLoginCode(UUID user) {
    return new Guess(account("login code of " + user, 2 * config.account()), null);
  }

  /** A guess of a code that was sent, where something else counts tries per code. */
  public Guess ofCode(@Nullable String address) {
    return new Guess(null, address(address));
  }

  /**
   * Counts a guess, then compares.
   *
   * @param comparison what it fails with was no guess after all
   * @return what came out of it; fails with {@link ErrorCode#TOO_MANY_ATTEMPTS}, and compares
   *     nothing, while a guess has to wait
   */
  public <T> Uni<T> compare(Guess guess, Supplier<Uni<T>> comparison, Predicate<T> isRight) {
    return count(guess)
        .chain(
            () ->
                comparison
                    .get()
                    .onFailure(RuntimeException.class)
                    .call(() -> takeBack(guess.counts())))
        .call(result -> isRight.test(result) ? wasRight(guess) : Uni.createFrom().voidItem());
  }

  private Uni<Void> count(Guess guess) {
    List<GuessCount> counts = guess.counts();
    return database.upkeep(
        transaction ->
            HoldGuesses.run(transaction, counts, null)
                .invoke(Guesses::requireNoWait)
                .chain(() -> CountGuesses.run(transaction, counts, null)));
  }

  private static void requireNoWait(Duration wait) {
    if (wait.isPositive()) {
      long seconds = Math.ceilDiv(wait.toMillis(), 1000L);
      throw ErrandException.later(
          ErrorCode.TOO_MANY_ATTEMPTS,
          "There were too many wrong guesses. Try again in %d s.".formatted(seconds),
          Duration.ofSeconds(seconds));
    }
  }

  private Uni<Void> wasRight(Guess guess) {
    GuessCount account = guess.account();
    GuessCount address = guess.address();
    Uni<Void> cleared =
        account == null
            ? Uni.createFrom().voidItem()
            : ForgetGuesses.run(database.engine(), account);
    return address == null ? cleared : cleared.chain(() -> takeBack(List.of(address)));
  }

  private Uni<Void> takeBack(List<GuessCount> counts) {
    Sql engine = database.engine();
    Uni<Void> done = Uni.createFrom().voidItem();
    for (GuessCount count : counts) {
      done = done.chain(() -> ReturnGuess.run(engine, count));
    }
    return done;
  }

  private GuessCount account(String subject, int free) {
    return new GuessCount(
        keys.mac(USE, subject), free, config.first(), config.longest(), config.accountForgets());
  }

  private @Nullable GuessCount address(@Nullable String address) {
    String group = AddressGroup.of(address);
    return group.equals(AddressGroup.UNKNOWN)
        ? null
        : new GuessCount(
            keys.mac(USE, "address " + group),
            config.address(),
            config.first(),
            config.longest(),
            config.addressForgets());
  }
}
