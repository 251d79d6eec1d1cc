package dev.errand.live.socket;

import dev.errand.live.identity.Standings;
import dev.errand.model.tenant.Principal;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The sockets of this process, looked after every second. */
@Singleton
class OpenSockets {
  private static final int LOGIN_OVER = 4401;
  private static final long EVERY_MILLIS = 1000;

  private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();
  private final Map<UUID, Integer> byCaller = new ConcurrentHashMap<>();
  private final Vertx vertx;
  private final LiveHub hub;
  private final Standings standings;
  private final LiveMeters meters;
  private final LiveConfig config;
  private final Clock clock;
  private long timer;

  OpenSockets(
      Vertx vertx,
      LiveHub hub,
      Standings standings,
      LiveMeters meters,
      LiveConfig config,
      Clock clock) {
    this.vertx = vertx;
    this.hub = hub;
    this.standings = standings;
    this.meters = meters;
    this.config = config;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    timer = vertx.setPeriodic(EVERY_MILLIS, id -> look());
  }

  void stop(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  boolean isFull(UUID caller) {
    return byCaller.getOrDefault(caller, 0) >= config.socketsPerUser();
  }

  /** Whether there was room for it. */
  boolean add(LiveConnection connection) {
    UUID caller = connection.login().principal().id();
    open.add(connection);
    meters.opened();
    return byCaller.merge(caller, 1, Integer::sum) <= config.socketsPerUser();
  }

  void remove(LiveConnection connection) {
    if (open.remove(connection)) {
      meters.closed();
      UUID caller = connection.login().principal().id();
      byCaller.computeIfPresent(caller, (key, count) -> count == 1 ? null : count - 1);
    }
  }

  private void look() {
    open.forEach(this::look);
    hub.forgetUnwatched();
  }

  private void look(LiveConnection connection) {
    connection.out().tick();
    if (!clock.instant().isBefore(connection.login().proof().expires())) {
      connection.out().close(LOGIN_OVER, "the access token has expired");
      return;
    }
    // Subscribed here because this is a sweep: a failed look is made again in a second.
    standings
        .of(connection.login().proof())
        .subscribe()
        .with(now -> closeUnlessSame(connection, now), failure -> {});
  }

  private static void closeUnlessSame(LiveConnection connection, Optional<Principal> now) {
    if (!now.equals(Optional.of(connection.login().principal()))) {
      connection.out().close(LOGIN_OVER, "the login is over or has other rights now");
    }
  }
}
