package dev.errand.store.guess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.store.sql.EngineDatabase;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What wrong guesses cost, in the database alone. */
class GuessesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final GuessCount ACCOUNT = count("account", 5);
  private static final GuessCount ADDRESS = count("address", 20);

  private static EngineDatabase data;

  @BeforeAll
  static void open() {
    data = EngineDatabase.create("guesses");
  }

  @AfterAll
  static void close() {
    data.close();
  }

  @BeforeEach
  void forget() {
    data.query("delete from guess");
  }

  @Test
  void fiveAreFreeAndEachFurtherOneWaitsTwiceAsLong() {
    Instant now = NOON;
    for (int i = 0; i < 5; i++) {
      assertThat(guess(now, ACCOUNT)).isZero();
    }
    for (int wait : new int[] {10, 20, 40, 80, 160, 320, 640, 900, 900}) {
      assertThat(guess(now, ACCOUNT)).isEqualTo(Duration.ofSeconds(wait));
      assertThat(guess(now.plusSeconds(wait).minusMillis(1), ACCOUNT)).isEqualTo(millis(1));
      now = now.plusSeconds(wait);
      assertThat(guess(now, ACCOUNT)).isZero();
    }
  }

  @Test
  void whoWaitsForOneIsNotCountedForTheOther() {
    for (int i = 0; i < 5; i++) {
      guess(NOON, ACCOUNT, ADDRESS);
    }
    assertThat(guess(NOON, ACCOUNT, ADDRESS)).isPositive();
    assertThat(data.count("select tries from guess order by tries desc limit 1")).isEqualTo(5);
  }

  @Test
  void oneIsForgottenAnHour() {
    for (int i = 0; i < 4; i++) {
      guess(NOON, ACCOUNT);
    }
    guess(NOON.plus(Duration.ofHours(2)), ACCOUNT);
    assertThat(data.count("select tries from guess")).isEqualTo(3);
    guess(NOON.plus(Duration.ofDays(30)), ACCOUNT);
    assertThat(data.count("select tries from guess")).isOne();
  }

  @Test
  void ofFiftyAtOnceFiveAreCounted() {
    List<Boolean> passed =
        Uni.join()
            .all(Stream.generate(() -> attempt(null, ACCOUNT, ADDRESS)).limit(50).toList())
            .andFailFast()
            .map(waits -> waits.stream().map(Duration::isZero).toList())
            .await()
            .atMost(PATIENCE);

    assertThat(passed.stream().filter(free -> free)).hasSize(5);
  }

  @Test
  void aRightOneClearsTheAccountAndGivesTheAddressItsOwnBack() {
    GuessCount few = count("address", 3);
    for (int i = 0; i < 3; i++) {
      guess(NOON, ACCOUNT, few);
    }
    assertThat(guess(NOON, few)).isPositive();

    ForgetGuesses.run(data.database().engine(), ACCOUNT).await().atMost(PATIENCE);
    ReturnGuess.run(data.database().engine(), few).await().atMost(PATIENCE);

    assertThat(data.count("select tries from guess")).isEqualTo(2);
    assertThat(guess(NOON, ACCOUNT, few)).isZero();
    assertThat(guess(NOON, few)).isPositive();
  }

  @Test
  void whatIsGivenBackDoesNotEndTheWaitForWrongOnes() {
    GuessCount one = count("address", 1);
    guess(NOON, one);
    guess(NOON.plusSeconds(10), one);

    ReturnGuess.run(data.database().engine(), one).await().atMost(PATIENCE);

    assertThat(guess(NOON.plusSeconds(10), one)).isPositive();
  }

  @Test
  void oldOnesGoInBatchesButNoneThatStillHasToWait() {
    data.query(
        "insert into guess (subject, tries, at, blocked_until) values"
            + " ('a', 1, now() - interval '2 days', null),"
            + " ('b', 9, now() - interval '2 days', now() - interval '1 day'),"
            + " ('c', 9, now() - interval '2 days', now() + interval '1 day'),"
            + " ('d', 1, now(), null)");

    assertThat(forgetOld(1)).isOne();
    assertThat(forgetOld(10)).isOne();
    assertThat(forgetOld(10)).isZero();

    assertThat(data.count("select count(*) from guess where subject in ('c', 'd')")).isEqualTo(2);
  }

  private static int forgetOld(int max) {
    return ForgetOldGuesses.run(data.database().engine(), Duration.ofDays(1), max)
        .await()
        .atMost(PATIENCE);
  }

  private static Duration guess(Instant now, GuessCount... counts) {
    return attempt(now, counts).await().atMost(PATIENCE);
  }

  /** How long it would have to wait; counted where that is zero. */
  private static Uni<Duration> attempt(Instant now, GuessCount... counts) {
    List<GuessCount> all = List.of(counts);
    return data.database()
        .upkeep(
            sql ->
                HoldGuesses.run(sql, all, now)
                    .chain(
                        wait ->
                            wait.isZero()
                                ? CountGuesses.run(sql, all, now).replaceWith(wait)
                                : Uni.createFrom().item(wait)));
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private static GuessCount count(String subject, int free) {
    return new GuessCount(
        subject.getBytes(StandardCharsets.US_ASCII),
        free,
        Duration.ofSeconds(10),
        Duration.ofMinutes(15),
        Duration.ofHours(1));
  }
}
