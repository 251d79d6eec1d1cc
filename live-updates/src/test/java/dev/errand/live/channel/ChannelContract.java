package dev.errand.live.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.model.event.JobEvent;
import dev.errand.model.tenant.TenantId;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every channel promises, whatever it is made of. */
abstract class ChannelContract {
  static final TenantId ANN = Events.tenant(1);
  static final TenantId BOB = Events.tenant(2);

  @Inject JobEvents channel;
  @Inject Heard heard;

  @BeforeEach
  void isConnected() {
    heard.forget();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              channel.publish(Events.completed(Events.tenant(99), 0));
              return heard.count() > 0;
            });
    quiet();
    heard.forget();
  }

  // Everything published so far has come: events of one tenant keep their order.
  void quiet() {
    var last = new JobEvent.CancelRequested(Events.tenant(99), Events.job(-1), Events.AT);
    channel.publish(last);
    heard.untilAsserted(events -> assertThat(events).contains(last));
  }

  @Test
  void everyEventIsHeardOnceAndATenantsInOrder() {
    List<JobEvent> anns = Events.completed(ANN, 0, 700);
    List<JobEvent> bobs = Events.completed(BOB, 0, 700);
    List<JobEvent> mixed = new ArrayList<>();
    for (int i = 0; i < anns.size(); i++) {
      mixed.add(anns.get(i));
      mixed.add(bobs.get(i));
    }

    channel.publish(mixed);

    heard.untilAsserted(events -> assertThat(events).hasSize(mixed.size()));
    assertThat(heard.events()).filteredOn(e -> e.tenant().equals(ANN)).isEqualTo(anns);
    assertThat(heard.events()).filteredOn(e -> e.tenant().equals(BOB)).isEqualTo(bobs);
  }

  @Test
  void everyKindArrivesAsItWas() {
    List<JobEvent> events =
        List.of(
            Events.completed(ANN, 1),
            Events.progressed(ANN, 1, 50),
            new JobEvent.CancelRequested(ANN, Events.job(1), Events.AT));

    channel.publish(events);

    heard.untilAsserted(told -> assertThat(told).isEqualTo(events));
  }

  @Test
  void manyThreadsMayPublishAtOnce() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      var tenant = Events.tenant(100 + thread);
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (int job = 0; job < 50; job++) {
                  channel.publish(Events.completed(tenant, job));
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    heard.untilAsserted(events -> assertThat(events).hasSize(400).doesNotHaveDuplicates());
    for (int thread = 0; thread < 8; thread++) {
      var tenant = Events.tenant(100 + thread);
      assertThat(heard.events())
          .filteredOn(e -> e.tenant().equals(tenant))
          .isEqualTo(Events.completed(tenant, 0, 50));
    }
  }

  @Test
  void nothingPublishedIsNothingSent() {
    channel.publish(List.of());
    quiet();
    assertThat(heard.events()).hasSize(1);
  }
}
