package dev.errand.store.job;

import static dev.errand.store.lease.Engine.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.job.HistoryEntry;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobEdit;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.lease.Engine;
import dev.errand.store.sql.EngineDatabase;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EditJobTest {
  private static final Instant LATER =
      Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
  private static final AttemptError BROKEN = new AttemptError("broken", "it broke");

  private static EngineDatabase data;
  private static Engine engine;
  private TenantId tenant;

  @BeforeAll
  static void open() {
    data = EngineDatabase.create("edit_job");
    engine = new Engine(data);
  }

  @BeforeEach
  void newTenant() {
    tenant = Engine.tenant();
  }

  @AfterEach
  void everyJobStandsInExactlyOnePlace() {
    assertThat(engine.misplaced()).isZero();
    Tables.empty(data);
  }

  @AfterAll
  static void close() {
    data.close();
  }

  @Test
  void everythingThatMayBeEditedIsStoredAndTheRestStays() {
    Job before = engine.find(submit(asked()));
    var edit =
        new JobEdit(
            before.id(),
            before.version(),
            "a name",
            "a description",
            7,
            "{\"n\": 2}",
            "{\"k\":1}",
            List.of("red", "a \"quoted\\ tag"),
            LATER,
            LATER.plusSeconds(60),
            List.of("name", "tags", "runAt", "deadlineAt"));

    assertThat(edit(edit)).isTrue();

    Job after = engine.find(before.id());
    assertThat(after)
        .usingRecursiveComparison()
        .ignoringFields(
            "name",
            "description",
            "priority",
            "data",
            "metadata",
            "tags",
            "runAt",
            "deadlineAt",
            "version",
            "state")
        .isEqualTo(before);
    assertThat(after.name()).isEqualTo("a name");
    assertThat(after.description()).isEqualTo("a description");
    assertThat(after.priority()).isEqualTo(7);
    assertThat(after.data()).isEqualTo("{\"n\": 2}");
    assertThat(after.metadata()).isEqualTo("{\"k\":1}");
    assertThat(after.tags()).containsExactly("red", "a \"quoted\\ tag");
    assertThat(after.runAt()).isEqualTo(LATER);
    assertThat(after.deadlineAt()).isEqualTo(LATER.plusSeconds(60));
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.state()).isEqualTo(JobState.SCHEDULED);
  }

  @Test
  void historyNamesWhoChangedWhat() {
    JobId id = submit(asked());
    edit(Asked.withRunAt(engine.find(id), LATER));

    List<HistoryEntry> history = get(ListHistory.run(data.database().engine(), tenant, id));

    HistoryEntry edited = history.getFirst();
    assertThat(edited.change()).isEqualTo("edited");
    assertThat(edited.actor()).isEqualTo("user:ed");
    assertThat(edited.from()).isEqualTo(JobState.PENDING);
    assertThat(edited.to()).isEqualTo(JobState.SCHEDULED);
    assertThat(edited.reason()).isEqualTo("runAt");
    assertThat(history.getLast().to()).as("as it was submitted").isEqualTo(JobState.PENDING);
  }

  @Test
  void anEditedPriorityCountsAndEqualOnesKeepTheirOrder() {
    JobId first = submit(asked());
    JobId second = submit(asked());
    JobId third = submit(asked());
    edit(Asked.withPriority(engine.find(third), 5));
    edit(Asked.withPriority(engine.find(first), 1));
    edit(Asked.withPriority(engine.find(first), 0));

    assertThat(claimed(3)).containsExactly(third, first, second);
  }

  @Test
  void aJobInLineGoesToTheHeadWithItsNewPriority() {
    JobId running = submit(asked().concurrencyKey("k"));
    JobId first = submit(asked().concurrencyKey("k"));
    JobId second = submit(asked().concurrencyKey("k"));
    ClaimedJob head = engine.claim(3).getFirst();
    assertThat(head.lease().job()).isEqualTo(running);

    edit(Asked.withPriority(engine.find(second), 5));
    engine.finish(head, new Completed(null));

    assertThat(claimed(3)).containsExactly(second);
    assertThat(engine.state(first)).isEqualTo(JobState.PENDING);
  }

  @Test
  void aPendingJobCanBePutOffAndBroughtBack() {
    JobId id = submit(asked());

    edit(Asked.withRunAt(engine.find(id), LATER));
    assertThat(engine.state(id)).isEqualTo(JobState.SCHEDULED);
    assertThat(engine.claim(1)).isEmpty();

    edit(Asked.withRunAt(engine.find(id), null));
    assertThat(engine.state(id)).isEqualTo(JobState.PENDING);
    assertThat(claimed(1)).containsExactly(id);
  }

  @Test
  void aScheduledJobThatIsEditedOtherwiseKeepsItsTime() {
    JobId id = submit(asked().start(new Start.At(LATER)));

    edit(Asked.withPriority(engine.find(id), 5));

    assertThat(engine.state(id)).isEqualTo(JobState.SCHEDULED);
    assertThat(engine.find(id).runAt()).isEqualTo(LATER);
  }

  @Test
  void aTimeInThePastMeansNow() {
    JobId id = submit(asked().start(new Start.At(LATER)));

    edit(Asked.withRunAt(engine.find(id), LONG_AGO));

    assertThat(engine.state(id)).isEqualTo(JobState.PENDING);
  }

  @Test
  void aHeldJobStaysHeldWhateverItsTime() {
    JobId id = submit(asked().start(new Start.Held()));

    for (Instant runAt : new Instant[] {LATER, LONG_AGO, null}) {
      edit(Asked.withRunAt(engine.find(id), runAt));
      assertThat(engine.state(id)).isEqualTo(JobState.HELD);
    }
  }

  @Test
  void aRetryMovesWithItsTimeAndStaysARetry() {
    JobId id = submit(asked());
    engine.finish(engine.claimOne(), new Retried(BROKEN, Duration.ofMinutes(1)));

    edit(Asked.withRunAt(engine.find(id), LATER));
    assertThat(engine.state(id)).isEqualTo(JobState.RETRYING);
    assertThat(engine.find(id).runAt()).isEqualTo(LATER);

    edit(Asked.withRunAt(engine.find(id), null));
    assertThat(engine.state(id)).isEqualTo(JobState.RETRYING);
    assertThat(get(PromoteDueJobs.run(data.database().engine(), 10)).jobs()).isOne();
    assertThat(engine.claimOne().lease().attempt()).isEqualTo(2);
  }

  @Test
  void anotherVersionChangesNothing() {
    JobId id = submit(asked());
    JobEdit stale = Asked.withPriority(engine.find(id), 5);
    edit(Asked.withPriority(engine.find(id), 1));

    assertThat(edit(stale)).isFalse();

    assertThat(engine.find(id).priority()).isEqualTo(1);
    assertThat(claimed(1)).containsExactly(id);
  }

  @Test
  void whatRunsOrIsFinalOrAnothersChangesNot() {
    JobId running = submit(asked());
    engine.claimOne();
    assertThat(edit(Asked.withPriority(engine.find(running), 5))).isFalse();

    JobId done = submit(asked());
    engine.finish(engine.claimOne(), new Completed(null));
    assertThat(edit(Asked.withPriority(engine.find(done), 5))).isFalse();

    JobId foreign = submit(Asked.by(Engine.tenant()));
    assertThat(edit(Asked.withPriority(engine.find(foreign), 5))).isFalse();
    assertThat(engine.find(foreign).version()).isEqualTo(1);
  }

  @Test
  void theDeadlineThatCountsIsTheEditedOne() {
    JobId given = submit(asked());
    JobId taken = submit(asked().deadline(LATER));
    edit(Asked.withDeadline(engine.find(given), LATER));
    edit(Asked.withDeadline(engine.find(taken), null));
    data.query("update deadline set deadline_at = now() - interval '1 second'");

    get(ExpireJobs.run(data.database().engine(), 10));

    assertThat(engine.state(given)).isEqualTo(JobState.FAILED);
    assertThat(engine.state(taken)).isEqualTo(JobState.PENDING);
  }

  @Test
  void ofAClaimAndAnEditOneComesFirst() {
    List<JobId> jobs = new ArrayList<>();
    List<Uni<Boolean>> edits = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      JobId id = submit(asked());
      jobs.add(id);
      JobEdit edit = Asked.withPriority(engine.find(id), 5);
      edits.add(data.database().asTenant(tenant, sql -> EditJob.run(sql, tenant, edit, "user:ed")));
    }

    Uni<List<Boolean>> racing = Uni.join().all(edits).andFailFast();
    var edited = racing.subscribeAsCompletionStage();
    List<ClaimedJob> claims = new ArrayList<>();
    while (claims.size() < jobs.size()) {
      claims.addAll(engine.claim(7));
    }

    List<Boolean> won = edited.join();
    for (int i = 0; i < jobs.size(); i++) {
      JobId id = jobs.get(i);
      ClaimedJob claim =
          claims.stream().filter(c -> c.lease().job().equals(id)).findFirst().orElseThrow();
      assertThat(claim.priority()).isEqualTo(won.get(i) ? 5 : 0);
      assertThat(engine.find(id).priority()).isEqualTo(claim.priority());
    }
    assertThat(claims).hasSize(jobs.size());
  }

  private Asked asked() {
    return Asked.by(tenant);
  }

  private JobId submit(Asked asked) {
    return engine.submit(asked.job());
  }

  private boolean edit(JobEdit edit) {
    return get(data.database().asTenant(tenant, sql -> EditJob.run(sql, tenant, edit, "user:ed")));
  }

  private List<JobId> claimed(int max) {
    return engine.claim(max).stream().map(job -> job.lease().job()).toList();
  }
}
