package dev.errand.worker.claiming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.worker.execution.Claimed;
import dev.errand.worker.execution.RunningAttempt;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final long MILLI = 1_000_000;

  private final List<RunningAttempt> started = new ArrayList<>();

  @Test
  void aFreshWorkerClaimsNoMoreThanItsSlots() {
    assertThat(slots(4).wanted(0)).isEqualTo(4);
  }

  @Test
  void reservedSlotsAreNotClaimedFor() {
    Slots slots = slots(4);
    slots.setOpen(true);

    assertThat(slots.reserve(3)).isTrue();
    assertThat(slots.wanted(0)).isOne();
    assertThat(slots.reserve(2)).isFalse();

    slots.unreserve(3);
    assertThat(slots.wanted(0)).isEqualTo(4);
  }

  @Test
  void aWorkerThatDrainsOrLetsSomebodyWaitReservesNothing() {
    Slots closed = slots(4);
    Slots busy = slots(1);
    busy.setOpen(true);
    busy.add(List.of(attempt(0), attempt(0)), 0);

    assertThat(closed.reserve(1)).isFalse();
    assertThat(busy.reserve(1)).isFalse();
  }

  @Test
  void attemptsStartWhileThereAreSlotsBestFirst() {
    Slots slots = slots(1);
    RunningAttempt low = attempt(0);
    RunningAttempt high = attempt(10);

    slots.add(List.of(attempt(0)), 0);
    slots.add(List.of(low, high), 0);
    assertThat(started).hasSize(1);
    slots.free(MILLI, MILLI);

    assertThat(started.getLast()).isSameAs(high);
  }

  @Test
  void longJobsAreNotClaimedAhead() {
    Slots slots = slots(1);
    slots.add(List.of(attempt(0)), 0);
    slots.free(3000 * MILLI, 3000 * MILLI);
    slots.add(List.of(attempt(0)), 3000 * MILLI);

    assertThat(slots.wanted(3000 * MILLI)).isZero();
  }

  @Test
  void shortJobsAreClaimedAheadAsManyAsFitInTheWindow() {
    Slots slots = slots(2);
    slots.add(List.of(attempt(0)), 0);
    slots.free(MILLI, MILLI);

    assertThat(slots.wanted(MILLI)).isEqualTo(2 + 200);
  }

  @Test
  void oneLongJobAmongShortOnesStopsClaimingAhead() {
    Slots slots = slots(1);
    for (int i = 1; i <= 100; i++) {
      slots.add(List.of(attempt(0)), i * MILLI);
      slots.free(MILLI, i * MILLI);
    }
    slots.add(List.of(attempt(0)), 100 * MILLI);
    slots.free(700 * MILLI, 800 * MILLI);

    assertThat(slots.wanted(800 * MILLI)).isOne();
  }

  @Test
  void nothingIsClaimedAheadOnceSlotsAreStuck() {
    Slots slots = slots(1);
    slots.add(List.of(attempt(0)), 0);
    slots.free(MILLI, MILLI);
    slots.add(List.of(attempt(0)), MILLI);

    assertThat(slots.wanted(MILLI)).isPositive();
    assertThat(slots.wanted(500 * MILLI)).isZero();
  }

  @Test
  void whatWaitsTooLongIsHandedBack() {
    Slots slots = slots(1);
    RunningAttempt waiting = attempt(0);
    slots.add(List.of(attempt(0), waiting), 0);

    assertThat(slots.takeStale(190 * MILLI)).isEmpty();
    assertThat(slots.takeStale(210 * MILLI)).containsExactly(waiting);
  }

  private Slots slots(int size) {
    return new Slots(size, started::add);
  }

  private static RunningAttempt attempt(int priority) {
    return new RunningAttempt(Claimed.job(priority), 0);
  }
}
