package dev.errand.store.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.OnConflict;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.Taken.Fate;
import dev.errand.store.lease.Engine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyPlanTest {
  private final TenantId tenant = Engine.tenant();
  private final JobId holder = Engine.id();

  @Test
  void aKeyThatIsFreeIsTaken() {
    NewJob job = keyed("k");

    KeyPlan plan = KeyPlan.of(List.of(wanted(job, OnConflict.REJECT)), Map.of("k", job.id()));

    assertThat(plan.stored()).containsExactly(job);
    assertThat(plan.successors()).isEmpty();
  }

  @Test
  void aKeyThatIsTakenDecidesByWhatWasAskedFor() {
    NewJob rejected = keyed("k");
    NewJob returned = keyed("k");
    NewJob replacing = keyed("k");
    NewJob tooLate = keyed("k");

    KeyPlan plan =
        KeyPlan.of(
            List.of(
                wanted(rejected, OnConflict.REJECT),
                wanted(returned, OnConflict.RETURN),
                wanted(replacing, OnConflict.REPLACE),
                wanted(tooLate, OnConflict.REJECT)),
            Map.of("k", holder));

    assertThat(plan.fates())
        .containsExactly(
            new Fate.Refused("k", holder),
            new Fate.Existing("k", holder),
            new Fate.Stored(replacing.id()),
            new Fate.Refused("k", replacing.id()));
    assertThat(plan.successors()).containsExactly(Map.entry(holder, replacing.id()));
    assertThat(plan.heirs()).containsExactly(Map.entry("k", replacing.id()));
  }

  @Test
  void inABatchTheFirstWinsUnlessTheLastReplacesIt() {
    NewJob first = keyed("k");
    NewJob second = keyed("k");
    NewJob third = keyed("k");

    KeyPlan plan =
        KeyPlan.of(
            List.of(
                wanted(first, OnConflict.REJECT),
                wanted(second, OnConflict.REPLACE),
                wanted(third, OnConflict.REPLACE)),
            Map.of("k", first.id()));

    assertThat(plan.stored()).containsExactly(first, second, third);
    assertThat(plan.successors())
        .containsExactly(Map.entry(first.id(), second.id()), Map.entry(second.id(), third.id()));
    assertThat(plan.heirs()).containsExactly(Map.entry("k", third.id()));
  }

  @Test
  void jobsWithoutKeysDoNotMindEachOther() {
    NewJob one = keyed(null);
    NewJob other = keyed(null);

    KeyPlan plan =
        KeyPlan.of(
            List.of(wanted(one, OnConflict.REJECT), wanted(other, OnConflict.REJECT)), Map.of());

    assertThat(plan.stored()).containsExactly(one, other);
  }

  private NewJob keyed(String key) {
    return Asked.by(tenant).uniqueKey(key).job();
  }

  private static Wanted wanted(NewJob job, OnConflict onConflict) {
    return new Wanted(job, onConflict);
  }
}
