package dev.errand.store.job;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.job;
import static dev.errand.store.lease.Engine.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.attempt.AttemptOutcome.Failed;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.job.JobCounts;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.lease.Engine;
import dev.errand.store.sql.EngineDatabase;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Counts are exact, however they are asked for. */
class CountJobsTest {
  private static final AttemptError BROKEN = new AttemptError("broken", "it broke");
  private static final JobCounts ONE_TO_EIGHT = new JobCounts(1, 2, 4, 1, 1, 2, 1, 2, 14);

  private static EngineDatabase data;
  private static Engine engine;
  private static TenantId tenant;

  @BeforeAll
  static void fill() {
    data = EngineDatabase.create("counts");
    engine = new Engine(data);
    tenant = tenant();
    ends();
    submit(1, new Start.Held());
    submit(2, new Start.After(Duration.ofHours(1)));
    var cancelled = submit(2, Start.NOW);
    get(CancelJobs.run(sql(), tenant, cancelled, "user:test", null));
    List<JobId> hidden =
        List.of(submit(1, Start.NOW).getFirst(), submit(1, new Start.Held()).getFirst());
    get(HideJobs.run(sql(), tenant, hidden, "user:test"));
    submit(3, Start.NOW);
    JobId keyed = submit(1, Start.NOW).getFirst();
    data.query("update ready set concurrency_key = 'k' where id = $1", keyed.value());
    data.query(
        "with taken as (delete from ready where id = $1 returning *)"
            + " insert into in_line select * from taken",
        keyed.value());
    engine.submit(tenant());
  }

  // One running, one retrying, two completed and one hidden, one failed.
  private static void ends() {
    submit(6, Start.NOW);
    var claimed = engine.claim(6);
    engine.finish(claimed.get(1), new Retried(BROKEN, Duration.ofHours(1)));
    engine.finish(claimed.get(2), new Completed(null));
    engine.finish(claimed.get(3), new Completed(null));
    engine.finish(claimed.get(4), new Failed(BROKEN));
    engine.finish(claimed.get(5), new Completed(null));
    get(HideJobs.run(sql(), tenant, List.of(claimed.get(5).lease().job()), "user:test"));
  }

  @AfterAll
  static void close() {
    data.close();
  }

  @Test
  void everyStateIsCountedAndTheHiddenAreNot() {
    assertThat(counts(JobFilter.of(tenant))).isEqualTo(ONE_TO_EIGHT);
  }

  @Test
  void aFilterThatEveryJobMatchesCountsTheSame() {
    JobFilter byType =
        new JobFilter(
            tenant,
            Set.of(),
            new JobType("noop"),
            List.of(),
            "red",
            "a name",
            null,
            null,
            List.of(),
            false,
            null);

    assertThat(counts(byType)).isEqualTo(ONE_TO_EIGHT);
    assertThat(counts(JobFilter.of(tenant).after(Engine.id()))).isEqualTo(ONE_TO_EIGHT);
  }

  @Test
  void aTenantCountsItsOwnWithinItsWall() {
    JobCounts counted =
        get(data.database().asTenant(tenant, sql -> CountJobs.run(sql, JobFilter.of(tenant))));

    assertThat(counted).isEqualTo(ONE_TO_EIGHT);
  }

  @Test
  void allTenantsAreCountedTogether() {
    assertThat(counts(JobFilter.of(null)).total()).isEqualTo(ONE_TO_EIGHT.total() + 1);
    assertThat(counts(JobFilter.of(null)).pending()).isEqualTo(ONE_TO_EIGHT.pending() + 1);
  }

  @Test
  void nothingMatchesAStranger() {
    assertThat(counts(JobFilter.of(tenant()))).isEqualTo(new JobCounts(0, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void countsAreWhatAListWouldShow() {
    JobCounts counts = counts(JobFilter.of(tenant));
    for (JobState state : JobState.values()) {
      Set<JobState> only = EnumSet.of(state);
      JobFilter filter =
          new JobFilter(
              tenant, only, null, List.of(), null, null, null, null, List.of(), false, null);
      assertThat((long) get(ListJobs.run(sql(), filter, 100)).size())
          .as(state.wire())
          .isEqualTo(counts.in(only));
    }
    assertThat(counts.in(Set.of())).isEqualTo(14);
    assertThat(counts.in(EnumSet.of(JobState.HELD, JobState.FAILED))).isEqualTo(2);
  }

  private static JobCounts counts(JobFilter filter) {
    return get(CountJobs.run(sql(), filter));
  }

  private static dev.errand.store.sql.Sql sql() {
    return data.database().engine();
  }

  private static List<JobId> submit(int count, Start start) {
    return java.util.stream.IntStream.range(0, count)
        .mapToObj(i -> engine.submit(job(tenant, 0, start, 3)))
        .toList();
  }
}
