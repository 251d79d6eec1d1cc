package dev.errand.live.socket;

import static dev.errand.live.socket.Workbench.ANN;
import static dev.errand.live.socket.Workbench.completed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.live.channel.Events;
import dev.errand.live.socket.EventStream.Joined;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobState;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private final Workbench bench = new Workbench();
  private final EventStream stream = bench.stream();
  private final FakeClient client = new FakeClient();
  private final Subscription subscription = bench.everything(client);
  private final long start = stream.seq();

  private Joined join(OptionalLong after) {
    Joined joined = stream.join(subscription, after);
    subscription.open(List.of());
    return joined;
  }

  @Test
  void numbersBeginAtTheMicrosecondAndRiseByOne() {
    join(OptionalLong.empty());

    stream.publish(completed(0, 3));

    assertThat(start).isEqualTo(Events.AT.toEpochMilli() * 1000);
    assertThat(client.seqs()).containsExactly(start + 1, start + 2, start + 3);
  }

  @Test
  void aRequestToCancelIsForWorkersAndTakesNoNumber() {
    join(OptionalLong.empty());

    stream.publish(
        List.of(
            new JobEvent.CancelRequested(ANN, Events.job(1), Events.AT), Events.completed(ANN, 1)));

    assertThat(client.seqs()).containsExactly(start + 1);
  }

  @Test
  void replaysExactlyWhatWasMissed() {
    stream.publish(completed(0, 10));

    Joined joined = join(OptionalLong.of(start + 7));

    assertThat(joined.gap()).isNull();
    assertThat(client.seqs()).containsExactly(start + 8, start + 9, start + 10);
  }

  @Test
  void whoMissedNothingGetsNothing() {
    stream.publish(completed(0, 2));

    assertThat(join(OptionalLong.of(start + 2)).gap()).isNull();
    assertThat(client.got()).isEmpty();
  }

  @Test
  void whatIsNoLongerRememberedIsAGap() {
    stream.publish(completed(0, 1001));

    Joined joined = join(OptionalLong.of(start));

    assertThat(joined.gap())
        .isEqualTo(
            "{\"type\":\"gap\",\"sub\":\"s\",\"from\":%d,\"to\":%d}"
                .formatted(start + 1, start + 1001));
    assertThat(client.got()).isEmpty();
  }

  @Test
  void aThousandEventsBackIsStillExact() {
    stream.publish(completed(0, 1001));
    FakeClient patient = new FakeClient();

    assertThat(stream.join(bench.everything(patient), OptionalLong.of(start + 1)).gap()).isNull();
  }

  @Test
  void afterFiveMinutesItIsAGap() {
    stream.publish(completed(0, 1));
    bench.clock.pass(Duration.ofMinutes(5).plusMillis(1));

    assertThat(join(OptionalLong.of(start)).gap()).isNotNull();
  }

  @Test
  void aNumberOfAnotherProcessIsAGap() {
    stream.publish(completed(0, 3));

    assertThat(stream.join(subscription, OptionalLong.of(start - 1)).gap()).isNotNull();
    assertThat(stream.join(subscription, OptionalLong.of(start + 4)).gap()).isNotNull();
  }

  @Test
  void aNumberThatIsNotReachedYetIsAGapThatEndsHere() {
    stream.publish(completed(0, 3));

    for (long after : List.of(start + 4, start + 1000, Long.MAX_VALUE)) {
      assertThat(stream.join(subscription, OptionalLong.of(after)).gap())
          .isEqualTo(
              "{\"type\":\"gap\",\"sub\":\"s\",\"from\":%d,\"to\":%d}"
                  .formatted(start + 3, start + 3));
    }
  }

  @Test
  void nothingFallsBetweenSnapshotAndEvents() {
    Subscription one = bench.subscription(client, Events.job(1), EventFilter.ANY);
    stream.join(one, OptionalLong.empty());
    stream.publish(completed(0, 3)); // while the snapshot is read

    one.open(List.of("{\"type\":\"subscribed\"}"));
    stream.publish(completed(1, 1));

    assertThat(client.types()).containsExactly("subscribed", "event", "event");
    assertThat(client.seqs()).containsExactly(start + 2, start + 4);
  }

  @Test
  void aFilterLetsOnlyMatchesThrough() {
    var none = new EventFilter(Set.of(JobState.FAILED), Set.of(), Set.of());
    var both = new EventFilter(Set.of(JobState.COMPLETED), Set.of("noop"), Set.of("default"));
    FakeClient other = new FakeClient();
    Subscription deaf = bench.subscription(client, null, none);
    Subscription keen = bench.subscription(other, null, both);
    for (Subscription each : List.of(deaf, keen)) {
      stream.join(each, OptionalLong.empty());
      each.open(List.of());
    }

    stream.publish(completed(0, 2));

    assertThat(client.got()).isEmpty();
    assertThat(other.seqs()).hasSize(2);
  }

  @Test
  void whoLeftIsToldNothing() {
    join(OptionalLong.empty());
    stream.leave(subscription);

    stream.publish(completed(0, 1));

    assertThat(client.got()).isEmpty();
  }

  @Test
  void progressComesFourTimesASecondAndTheLastValueWins() {
    join(OptionalLong.empty());

    for (int percent = 1; percent <= 100; percent++) {
      stream.publish(List.of(Events.progressed(ANN, 1, percent)));
      bench.clock.pass(Duration.ofMillis(10));
      if (percent % 25 == 0) {
        assertThat(stream.flush()).isTrue();
      }
    }

    List<Integer> percents =
        client.got().stream()
            .map(f -> f.getJsonObject("data").getJsonObject("progress").getInteger("percent"))
            .toList();
    assertThat(percents).containsExactly(1, 25, 50, 75, 100);
    assertThat(client.seqs())
        .isEqualTo(LongStream.rangeClosed(start + 1, start + 5).boxed().toList());
    bench.clock.pass(Duration.ofMillis(250));
    assertThat(stream.flush()).isFalse();
  }

  @Test
  void oldProgressNeverFollowsTheEnd() {
    join(OptionalLong.empty());
    stream.publish(
        List.of(
            Events.progressed(ANN, 1, 10),
            Events.progressed(ANN, 1, 90),
            Events.completed(ANN, 1)));

    bench.clock.pass(Duration.ofSeconds(1));
    stream.flush();

    assertThat(client.got())
        .extracting(frame -> frame.getString("event"))
        .containsExactly("job.progress", "job.completed");
  }
}
