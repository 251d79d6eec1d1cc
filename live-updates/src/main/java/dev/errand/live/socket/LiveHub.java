package dev.errand.live.socket;

import dev.errand.live.channel.JobEventListener;
import dev.errand.model.event.TenantEvents;
import dev.errand.model.tenant.TenantId;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Spreads events to the tenants that somebody watches; the others cost one look-up. */
@Singleton
class LiveHub implements JobEventListener {
  private final Map<Scope, EventStream> streams = new ConcurrentHashMap<>();
  private final AtomicBoolean flushing = new AtomicBoolean();
  private final ServerFrames frames;
  private final Clock clock;
  private final LiveConfig config;
  private final Vertx vertx;

  LiveHub(ServerFrames frames, Clock clock, LiveConfig config, Vertx vertx) {
    this.frames = frames;
    this.clock = clock;
    this.config = config;
    this.vertx = vertx;
  }

  /** Whose events. */
  sealed interface Scope {
    record Of(TenantId tenant) implements Scope {}

    enum Everyone implements Scope {
      ALL
    }
  }

  @Override
  public void on(TenantEvents events) {
    if (streams.isEmpty()) {
      return;
    }
    spread(new Scope.Of(events.tenant()), events);
    spread(Scope.Everyone.ALL, events);
  }

  private void spread(Scope scope, TenantEvents events) {
    EventStream stream = streams.get(scope);
    if (stream != null) {
      stream.publish(events.events());
      if (stream.isPacing()) {
        flushSoon();
      }
    }
  }

  /** The stream of that scope, kept until as many have left it as entered. */
  EventStream enter(Scope scope) {
    return streams.compute(
        scope,
        (key, known) -> {
          EventStream stream = known == null ? new EventStream(frames, clock, config) : known;
          stream.enter();
          return stream;
        });
  }

  private void flushSoon() {
    if (flushing.compareAndSet(false, true)) {
      vertx.setTimer(config.progressEvery().toMillis(), timer -> flush());
    }
  }

  private void flush() {
    flushing.set(false);
    boolean more = false;
    for (EventStream stream : streams.values()) {
      more |= stream.flush();
    }
    if (more) {
      flushSoon();
    }
  }

  /** Forgets the streams that nobody came back to. */
  void forgetUnwatched() {
    Instant oldest = clock.instant().minus(config.replayFor());
    streams.forEach((scope, stream) -> forgetIfLeftBefore(scope, stream, oldest));
    streams.entrySet().stream()
        .filter(entry -> !entry.getValue().isWatched())
        .sorted(
            Comparator.comparing((Map.Entry<Scope, EventStream> entry) -> entry.getValue().leftAt())
                .reversed())
        .skip(config.replayTenants())
        .toList()
        .forEach(entry -> forgetIfLeftBefore(entry.getKey(), entry.getValue(), Instant.MAX));
  }

  private void forgetIfLeftBefore(Scope scope, EventStream stream, Instant oldest) {
    if (!stream.isWatched() && stream.leftAt().isBefore(oldest)) {
      // Looked at again under the map's lock: somebody may just have come back.
      streams.computeIfPresent(scope, (key, now) -> now.isWatched() ? now : null);
    }
  }
}
