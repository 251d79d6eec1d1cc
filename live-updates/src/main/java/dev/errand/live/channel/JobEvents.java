package dev.errand.live.channel;

import dev.errand.model.event.JobEvent;
import dev.errand.model.event.TenantEvents;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.jspecify.annotations.Nullable;

/** Where news of jobs is published, after the commit that made it true. */
@ApplicationScoped
public class JobEvents {
  // Messages on their way, so that a dead broker costs at most some 100 MB and a healthy one never
  // waits: at 500 events each it is many seconds of full load.
  private static final int IN_FLIGHT = 512;

  // A record stays well below Kafka's limit of 1 MiB.
  private static final int EVENTS_PER_MESSAGE = 500;

  private static final CompletionStage<Void> DONE = CompletableFuture.completedFuture(null);

  private final Semaphore free = new Semaphore(IN_FLIGHT);
  private final DroppedEvents dropped;
  private volatile @Nullable MultiEmitter<? super Message<TenantEvents>> channel;

  JobEvents(DroppedEvents dropped) {
    this.dropped = dropped;
  }

  /** Publishes one hint, as {@link #publish(List)}. */
  public void publish(JobEvent event) {
    send(new TenantEvents(event.tenant(), List.of(event)));
  }

  /**
   * Publishes hints: returns at once, on any thread, never fails, and drops and counts them where
   * the channel is slow or dead.
   */
  public void publish(List<? extends JobEvent> events) {
    for (int from = 0; from < events.size(); from += EVENTS_PER_MESSAGE) {
      int to = Math.min(events.size(), from + EVENTS_PER_MESSAGE);
      TenantEvents.group(events.subList(from, to)).forEach(this::send);
    }
  }

  private void send(TenantEvents events) {
    MultiEmitter<? super Message<TenantEvents>> open = channel;
    if (open == null || open.isCancelled() || !free.tryAcquire()) {
      dropped.add(events.events().size(), null);
      return;
    }
    open.emit(message(events));
  }

  private Message<TenantEvents> message(TenantEvents events) {
    var key =
        OutgoingKafkaRecordMetadata.<String>builder().withKey(events.tenant().toString()).build();
    return Message.of(events, Metadata.of(key), this::arrived, failure -> lost(events, failure));
  }

  private CompletionStage<Void> arrived() {
    free.release();
    return DONE;
  }

  private CompletionStage<Void> lost(TenantEvents events, Throwable failure) {
    free.release();
    dropped.add(events.events().size(), failure);
    return DONE;
  }

  // Unbounded here, bounded by what is free.
  @Outgoing("job-events-out")
  Multi<Message<TenantEvents>> messages() {
    return Multi.createFrom().emitter(emitter -> channel = emitter, BackPressureStrategy.BUFFER);
  }
}
