package dev.errand.live.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutboundTest {
  private static final String EVENT = "{\"type\":\"event\",\"seq\":%d}";
  private static final String PONG = ServerFrames.PONG;
  private static final int ON_THE_WIRE = 32;

  private final Workbench bench = new Workbench();
  private final FakeClient client = new FakeClient();
  private final Outbound out = bench.outbound(client);

  private void tell(int from, int count) {
    for (int seq = from; seq < from + count; seq++) {
      out.tell(EVENT.formatted(seq), seq, false);
    }
  }

  @Test
  void aFastReaderGetsEverything() {
    tell(0, 10_000);

    assertThat(client.seqs()).hasSize(10_000);
    assertThat(bench.dropped()).isZero();
  }

  @Test
  void ofWaitingProgressOnlyTheLastIsKept() {
    client.stopReading();
    tell(0, ON_THE_WIRE);
    for (int percent = 100; percent < 200; percent++) {
      out.tell(EVENT.formatted(percent), "job", true);
    }

    client.readOn();

    assertThat(client.seqs()).hasSize(ON_THE_WIRE + 1).endsWith(199L);
    assertThat(bench.dropped()).isEqualTo(99);
  }

  @Test
  void aSlowReaderMissesEverythingAndIsToldSo() {
    client.stopReading();
    tell(0, 1000);
    assertThat(client.closed()).isNull();
    bench.clock.pass(Duration.ofSeconds(2));

    client.readOn();

    assertThat(client.types()).hasSize(ON_THE_WIRE + 1).endsWith("resync");
    assertThat(bench.dropped()).isEqualTo(1000 - ON_THE_WIRE);
    tell(5000, 1);
    assertThat(client.seqs()).endsWith(5000L);
  }

  @Test
  void isToldToResyncAtMostOnceASecond() {
    for (int i = 0; i < 3; i++) {
      client.stopReading();
      tell(0, 1000);
      client.readOn();
    }
    assertThat(client.types()).filteredOn("resync"::equals).hasSize(1);

    bench.clock.pass(Duration.ofMillis(1001));
    out.tick();

    assertThat(client.types()).filteredOn("resync"::equals).hasSize(2);
  }

  @Test
  void theBytesAreBoundedToo() {
    client.stopReading();
    String large = "{\"type\":\"event\",\"seq\":1,\"x\":\"" + "x".repeat(100_000) + "\"}";
    for (int i = 0; i < 30; i++) {
      out.tell(large, i, false);
    }

    client.readOn();

    assertThat(client.types()).hasSizeLessThan(13).endsWith("resync");
  }

  @Test
  void answersSurviveWhatEventsDoNot() {
    client.stopReading();
    tell(0, 200);
    out.say(PONG);
    tell(200, 200);

    client.readOn();

    assertThat(client.types()).contains("pong");
  }

  @Test
  void whoAsksWithoutReadingIsClosed() {
    client.stopReading();
    for (int i = 0; i < 1000; i++) {
      out.say(PONG);
    }
    assertThat(client.closed()).isEqualTo(1013);
  }

  @Test
  void whoReadsNothingForTenSecondsIsClosed() {
    client.stopReading();
    tell(0, 1);
    out.tick();
    assertThat(client.closed()).isNull();

    bench.clock.pass(Duration.ofSeconds(11));
    out.tick();

    assertThat(client.closed()).isEqualTo(1013);
  }

  @Test
  void aQuietSocketIsNotStuck() {
    tell(0, 1);
    bench.clock.pass(Duration.ofHours(1));
    out.tick();
    assertThat(client.closed()).isNull();
  }

  @Test
  void openSocketsAreMeasured() {
    bench.meters.opened();
    bench.meters.opened();
    bench.meters.closed();
    assertThat(bench.registry.get("errand.live.connections").gauge().value()).isEqualTo(1);
  }
}
