package dev.errand.store.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.errand.model.challenge.ChallengeKind;
import dev.errand.store.challenge.IssueChallenge.NewChallenge;
import dev.errand.store.session.ForgetExpired;
import dev.errand.store.sql.EngineDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChallengesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();
  private static final Set<ChallengeKind> RESET = Set.of(ChallengeKind.RESET_PASSWORD);
  private static final int AT_ONCE = 50;

  private static EngineDatabase data;

  private UUID user;
  private String email;

  @BeforeAll
  static void open() {
    data = EngineDatabase.create("challenges");
  }

  @AfterAll
  static void close() {
    data.close();
  }

  @BeforeEach
  void somebody() {
    user = IDS.generate();
    email = user + "@example.org";
    asOwner("insert into tenant (id, name) values ($1, 'somebody')", user);
    asOwner(
        "insert into app_user (id, tenant_id, email, password_hash) values ($1, $1, $2, 'none')",
        user,
        email);
  }

  @Test
  void aNewOneKillsTheOldOneOfItsKindAlone() {
    UUID old = IDS.generate();
    UUID other = IDS.generate();
    UUID young = IDS.generate();
    assertThat(issue(old, ChallengeKind.RESET_PASSWORD)).isTrue();
    assertThat(issue(other, ChallengeKind.VERIFY_EMAIL)).isTrue();
    assertThat(issue(young, ChallengeKind.RESET_PASSWORD)).isTrue();

    assertThat(use(old)).isFalse();
    assertThat(use(other)).isTrue();
    assertThat(use(young)).isTrue();
  }

  @Test
  void oneThatComesLateChangesNothing() {
    UUID old = IDS.generate();
    UUID young = IDS.generate();
    assertThat(issue(young, ChallengeKind.RESET_PASSWORD)).isTrue();
    assertThat(issue(old, ChallengeKind.RESET_PASSWORD)).isFalse();
    assertThat(use(young)).isTrue();
  }

  @Test
  void issuedAgainItLivesAnewUnlessItIsOver() {
    UUID job = IDS.generate();
    issue(job, ChallengeKind.RESET_PASSWORD);
    asOwner("update challenge set expires_at = now() where id = $1", job);
    assertThat(find(job)).isFalse();

    assertThat(issue(job, ChallengeKind.RESET_PASSWORD)).isTrue();

    assertThat(find(job)).isTrue();
    assertThat(use(job)).isTrue();
    assertThat(issue(job, ChallengeKind.RESET_PASSWORD)).isFalse();
  }

  @Test
  void ofManyIssuedAtOnceTheNewestAloneLives() {
    List<UUID> jobs = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      jobs.add(IDS.generate());
    }
    get(
        Uni.join()
            .all(
                jobs.reversed().stream()
                    .map(job -> issuing(job, ChallengeKind.RESET_PASSWORD))
                    .toList())
            .andCollectFailures());
    assertThat(jobs.stream().filter(this::find)).containsExactly(jobs.getLast());
  }

  @Test
  void ofFiftyUsesOneSucceedsAndOfFiftyTriesFiveAreCounted() {
    UUID job = IDS.generate();
    issue(job, ChallengeKind.RESET_PASSWORD);
    List<List<LivingChallenge>> tries =
        get(
            Uni.join()
                .all(times(() -> CountTry.byEmail(data.database().engine(), email, RESET)))
                .andCollectFailures());
    assertThat(tries.stream().filter(tried -> !tried.isEmpty())).hasSize(5);

    List<Boolean> uses =
        get(
            Uni.join()
                .all(times(() -> UseChallenge.run(data.database().engine(), job)))
                .andCollectFailures());
    assertThat(uses.stream().filter(used -> used)).hasSize(1);
  }

  @Test
  void upkeepForgetsWhatExpiredADayAgo() {
    UUID old = IDS.generate();
    UUID young = IDS.generate();
    issue(old, ChallengeKind.RESET_PASSWORD);
    issue(young, ChallengeKind.VERIFY_EMAIL);
    asOwner("update challenge set expires_at = now() - interval '25 hours' where id = $1", old);
    asOwner("update challenge set expires_at = now() - interval '23 hours' where id = $1", young);

    get(ForgetExpired.run(data.database().owner()));

    assertThat(data.count("select count(*) from challenge where id = $1", old)).isZero();
    assertThat(data.count("select count(*) from challenge where id = $1", young)).isOne();
  }

  private static <T> List<Uni<T>> times(Supplier<Uni<T>> work) {
    List<Uni<T>> all = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      all.add(Uni.createFrom().deferred(work::get));
    }
    return all;
  }

  private boolean issue(UUID job, ChallengeKind kind) {
    return get(issuing(job, kind));
  }

  private Uni<Boolean> issuing(UUID job, ChallengeKind kind) {
    var fresh =
        new NewChallenge(job, user, kind, email, link(job), new byte[32], Duration.ofHours(1));
    return data.database().upkeep(sql -> IssueChallenge.run(sql, fresh));
  }

  private boolean use(UUID job) {
    return get(UseChallenge.run(data.database().engine(), job));
  }

  private boolean find(UUID job) {
    return get(FindByLink.run(data.database().engine(), link(job), RESET)).isPresent();
  }

  private static byte[] link(UUID job) {
    return ByteBuffer.allocate(16)
        .putLong(job.getMostSignificantBits())
        .putLong(job.getLeastSignificantBits())
        .array();
  }

  private static void asOwner(String sql, Object... parameters) {
    get(data.database().owner().run(sql, Tuple.from(parameters)));
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
