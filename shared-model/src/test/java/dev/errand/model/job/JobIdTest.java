package dev.errand.model.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.uuid.Generators;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobIdTest {
  @Test
  void anIdTellsWhenItsJobWasSubmitted() {
    long before = System.currentTimeMillis();
    var id = new JobId(Generators.timeBasedEpochGenerator().generate());

    assertThat(id.createdAt().toEpochMilli()).isBetween(before, System.currentTimeMillis());
  }

  @Test
  void idsOfOneProcessRiseEvenWithinAMillisecond() {
    var ids = Generators.timeBasedEpochGenerator();
    var last = new JobId(ids.generate());
    for (int i = 0; i < 100_000; i++) {
      var next = new JobId(ids.generate());
      assertThat(next).isGreaterThan(last);
      last = next;
    }
  }

  @Test
  void theFirstIdOfAMillisecondIsTheSmallest() {
    Instant moment = Instant.ofEpochMilli(1_800_000_000_123L);
    var first = JobId.firstAt(moment);

    assertThat(first.createdAt()).isEqualTo(moment);
    assertThat(first).isGreaterThan(JobId.firstAt(moment.minusMillis(1)));
    assertThat(first).isLessThan(JobId.firstAt(moment.plusMillis(1)));
  }

  @Test
  void onlyTheCanonicalFormIsAnId() {
    assertThat(JobId.parse(UUID.randomUUID().toString())).isPresent();
    assertThat(JobId.parse("1-1-1-1-1")).isEmpty();
    assertThat(JobId.parse("")).isEmpty();
    assertThat(JobId.parse("not-an-id-not-an-id-not-an-id-not-an")).isEmpty();
  }
}
