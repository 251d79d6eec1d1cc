package dev.errand.api.guesses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.api.PostgresResource;
import dev.errand.live.identity.DerivedKeys;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.store.sql.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AddressGuessesTest {
  private static final AtomicInteger NETWORKS = new AtomicInteger();

  @Inject Database database;
  @Inject DerivedKeys keys;

  private final AtomicInteger compared = new AtomicInteger();
  private Guesses guesses;
  private String network;

  private record Settings(
      int account,
      int address,
      Duration first,
      Duration longest,
      Duration accountForgets,
      Duration addressForgets)
      implements GuessesConfig {}

  @BeforeEach
  void nobodyHasGuessed() {
    guesses = restarted();
    network = "2001:db8:1:" + NETWORKS.incrementAndGet();
  }

  private Guesses restarted() {
    Duration minute = Duration.ofMinutes(1);
    return new Guesses(
        database, keys, new Settings(5, 3, Duration.ofSeconds(30), minute, minute, minute));
  }

  @Test
  void manyAccountsFromOneNetworkCountTogetherAlsoAfterARestart() {
    for (int i = 0; i < 3; i++) {
      assertThat(password(network + "::" + i, false)).isFalse();
    }
    guesses = restarted();

    assertThatThrownBy(() -> password(network + "::9", true))
        .isInstanceOfSatisfying(
            ErrandException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(ErrorCode.TOO_MANY_ATTEMPTS);
              assertThat(refused.retryAfter())
                  .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
            });
    assertThat(compared).hasValue(3);
    assertThat(password("2001:db8:2::1", true)).isTrue();
  }

  @Test
  void codesCountToo() {
    for (int i = 0; i < 3; i++) {
      assertThat(run(guesses.ofCode(network + "::1"), Uni.createFrom().item(false))).isFalse();
    }
    assertThatThrownBy(() -> password(network + "::1", true)).isInstanceOf(ErrandException.class);
  }

  @Test
  void rightOnesCostNothing() {
    for (int i = 0; i < 10; i++) {
      assertThat(password(network + "::1", true)).isTrue();
    }
  }

  @Test
  void whatWasNotLookedAtCostsNothing() {
    Guess guess = guesses.ofPassword(Optional.of(UUID.randomUUID()), "", network + "::1");
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(
              () ->
                  run(
                      guess,
                      Uni.createFrom()
                          .failure(new ErrandException(ErrorCode.OVERLOADED, "too many"))))
          .isInstanceOfSatisfying(
              ErrandException.class,
              refused -> assertThat(refused.code()).isEqualTo(ErrorCode.OVERLOADED));
    }
  }

  private boolean password(String address, boolean right) {
    return run(
        guesses.ofPassword(Optional.empty(), "login " + UUID.randomUUID(), address),
        Uni.createFrom().item(right));
  }

  private boolean run(Guess guess, Uni<Boolean> comparison) {
    try {
      return VertxContextSupport.subscribeAndAwait(
          () ->
              guesses.compare(
                  guess, () -> comparison.invoke(compared::incrementAndGet), right -> right));
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new AssertionError(failure);
    }
  }
}
