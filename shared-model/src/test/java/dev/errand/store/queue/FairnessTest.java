package dev.errand.store.queue;

import static dev.errand.store.lease.Engine.get;
import static dev.errand.store.lease.Engine.tenant;
import static dev.errand.store.queue.Floor.draft;
import static dev.errand.store.queue.Floor.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.job.JobId;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.lease.Engine;
import dev.errand.store.sql.Columns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets how much of a worker that has not enough for all. */
class FairnessTest {
  // In portions, so that a busy machine gets each through within the engine's patience.
  private static final int PORTION = 20_000;
  private static final String FLOOD =
      """
      with flood as (
        select place_at(now(), gen_random_uuid()) as id from generate_series(1, $2::int)
      ),
      submitted as (
        insert into job (id, tenant_id, queue, type, priority, max_attempts, last_attempt,
          backoff_first_ms, backoff_cap_ms, backoff_factor, backoff_jitter, created_by)
        select flood.id, tenant_id, queue, type, priority, max_attempts, last_attempt,
          backoff_first_ms, backoff_cap_ms, backoff_factor, backoff_jitter, created_by
        from job
        cross join flood
        where job.id = $1
      )
      insert into ready (tenant_id, queue, type, priority, place, id, attempt)
      select tenant_id, queue, type, priority, flood.id, flood.id, 0
      from job
      cross join flood
      where job.id = $1
      """;

  private Floor floor;

  @BeforeEach
  void open(TestInfo test) {
    floor = Floor.open(test);
  }

  @AfterEach
  void close() {
    floor.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void tenantsTakeTurnsHoweverFewJobsAClaimTakes(int max) {
    List<TenantId> tenants = tenants(4);
    tenants.forEach(tenant -> floor.submit(draft(tenant, "q"), 60));
    var worker = floor.worker(1);

    Map<TenantId, Integer> shares = claim(worker, max, 120);

    assertThat(shares.keySet()).containsExactlyInAnyOrderElementsOf(tenants);
    int total = shares.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(shares.values())
        .allSatisfy(jobs -> assertThat((double) jobs / total).isBetween(0.2, 0.3));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 100})
  void weightsOfOneAndThreeShareOneToThree(int max) {
    List<TenantId> tenants = tenants(2);
    tenants.forEach(tenant -> floor.submit(draft(tenant, "q"), 500));
    weigh(tenants.get(0), 3);
    var worker = floor.worker(1);

    Map<TenantId, Integer> shares = claim(worker, max, 400);

    int total = shares.values().stream().mapToInt(Integer::intValue).sum();
    assertThat((double) shares.get(tenants.get(0)) / total).isBetween(0.72, 0.78);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 30})
  void queuesOfATenantTakeTurnsHoweverFewJobsAClaimTakes(int max) {
    TenantId tenant = tenant();
    for (int i = 0; i < 5; i++) {
      floor.submit(draft(tenant, "q" + i), 40);
    }
    floor.submit(draft(tenant(), "q"), 200);
    var worker = floor.worker(1);
    Map<String, Integer> shares = new HashMap<>();

    for (int begun = 0; begun < 100; ) {
      for (ClaimedJob job : worker.claim(max)) {
        if (job.lease().tenant().equals(tenant)) {
          shares.merge(job.queue().value(), 1, Integer::sum);
          begun++;
        }
      }
    }

    assertThat(shares).hasSize(5);
    assertThat(shares.values()).allSatisfy(jobs -> assertThat(jobs).isBetween(15, 25));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32, 1000})
  void aFloodDelaysAnothersFirstJobByOneClaim(int max) {
    List<TenantId> tenants = tenants(2);
    flood(tenants.get(0), 100_000);
    var worker = floor.worker(1);
    worker.claim(max);
    JobId small = floor.submit(draft(tenants.get(1), "q"));

    List<JobId> claimed =
        Stream.of(worker.claim(max), worker.claim(max))
            .map(Floor::ids)
            .flatMap(List::stream)
            .toList();

    assertThat(claimed).contains(small);
  }

  @Test
  void aTenantWithThousandsOfQueuesStarvesNeitherOthersNorItsOwn() {
    TenantId wide = tenant();
    List<Floor.Draft> drafts =
        IntStream.range(0, 5000).mapToObj(i -> draft(wide, "q" + i)).toList();
    floor.submit(drafts);
    TenantId other = tenant();
    JobId small = floor.submit(draft(other, "q"));
    var worker = floor.worker(1);

    assertThat(ids(worker.claim(10))).contains(small);
    assertThat(worker.claimAll(1000)).hasSizeGreaterThanOrEqualTo(4991);
    assertThat(floor.data.count("select count(*) from ready")).isZero();
  }

  @Test
  void everyOfManyQueuesIsServedBeforeAnyIsServedTwice() {
    TenantId wide = tenant();
    List<Floor.Draft> drafts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      drafts.add(draft(wide, "q" + i));
      drafts.add(draft(wide, "q" + i));
    }
    floor.submit(drafts);
    var worker = floor.worker(1);
    List<String> served = new ArrayList<>();

    while (served.size() < 200) {
      worker.claim(8).forEach(job -> served.add(job.queue().value()));
    }

    assertThat(served).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void pausedLanesDoNotHideOneThatRuns() {
    TenantId tenant = tenant();
    for (int i = 0; i < 200; i++) {
      floor.submit(draft(tenant, "paused" + i));
      floor.pause(tenant, "paused" + i);
    }
    JobId runnable = floor.submit(draft(tenant, "running"));
    var worker = floor.worker(1);

    List<JobId> claimed = new ArrayList<>();
    for (int i = 0; i < 5 && claimed.isEmpty(); i++) {
      claimed.addAll(ids(worker.claim(10)));
    }

    assertThat(claimed).containsExactly(runnable);
  }

  @Test
  void pausedTenantsTakeNothingFromTheOthers() {
    List<TenantId> tenants = tenants(40);
    for (TenantId tenant : tenants.subList(0, 39)) {
      floor.submit(draft(tenant, "paused"));
      floor.pause(tenant, "paused");
    }
    floor.submit(draft(tenants.getLast(), "q"), 100);

    assertThat(floor.worker(1).claim(40)).hasSize(40);
  }

  @Test
  void moreTenantsThanOneClaimVisitsAreAllServed() {
    List<TenantId> tenants = tenants(170);
    tenants.forEach(tenant -> floor.submit(draft(tenant, "q"), 3));
    var worker = floor.worker(1);

    Map<TenantId, Integer> shares = claim(worker, 9, 170);

    assertThat(shares.keySet()).hasSizeGreaterThanOrEqualTo(168);
  }

  /** In the order in which claims visit them. */
  private static List<TenantId> tenants(int count) {
    return Stream.generate(Engine::tenant)
        .limit(count)
        .sorted(Comparator.comparing(TenantId::toString))
        .toList();
  }

  private static Map<TenantId, Integer> claim(Floor.Worker worker, int max, int atLeast) {
    Map<TenantId, Integer> shares = new HashMap<>();
    for (int begun = 0; begun < atLeast; ) {
      List<ClaimedJob> claimed = worker.claim(Math.min(max, atLeast));
      assertThat(claimed).isNotEmpty();
      begun += claimed.size();
      claimed.forEach(job -> shares.merge(job.lease().tenant(), 1, Integer::sum));
    }
    return shares;
  }

  private void weigh(TenantId tenant, int weight) {
    floor.data.query(
        "insert into tenant_share (tenant_id, weight) values ($1, $2)",
        tenant.value(),
        (short) weight);
  }

  // As many jobs as a test would take minutes to submit.
  private void flood(TenantId tenant, int jobs) {
    JobId first = floor.submit(draft(tenant, "q"));
    var owner = floor.data.database().engine();
    UUID one = first.value();
    for (int left = jobs; left > 0; left -= PORTION) {
      get(owner.run(FLOOD, Columns.parameters(one, Math.min(left, PORTION))));
    }
  }
}
