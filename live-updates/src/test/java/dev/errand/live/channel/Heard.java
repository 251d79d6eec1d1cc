package dev.errand.live.channel;

import static org.awaitility.Awaitility.await;

import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A listener that remembers what it was told. */
@Singleton
class Heard implements JobEventListener {
  private final List<JobEvent> events = new CopyOnWriteArrayList<>();
  private final AtomicLong count = new AtomicLong();
  volatile boolean onlyCount;

  @Override
  public void on(TenantEvents told) {
    count.addAndGet(told.events().size());
    if (!onlyCount) {
      events.addAll(told.events());
    }
  }

  void forget() {
    onlyCount = false;
    events.clear();
    count.set(0);
  }

  List<JobEvent> events() {
    return events;
  }

  long count() {
    return count.get();
  }

  void untilAsserted(Consumer<List<JobEvent>> claim) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> claim.accept(events()));
  }
}
