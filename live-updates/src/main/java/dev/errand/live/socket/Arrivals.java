package dev.errand.live.socket;

import dev.errand.live.socket.LiveHub.Scope;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Receives those who open a socket. */
@Singleton
class Arrivals {
  // Private use (RFC 6455 §7.4.2), after the HTTP status that the upgrade is refused with.
  private static final int TOO_MANY_SOCKETS = 4429;

  private final OpenSockets sockets;
  private final LiveHub hub;
  private final ServerFrames frames;
  private final LiveConfig config;
  private final LiveMeters meters;
  private final Clock clock;

  Arrivals(
      OpenSockets sockets,
      LiveHub hub,
      ServerFrames frames,
      LiveConfig config,
      LiveMeters meters,
      Clock clock) {
    this.sockets = sockets;
    this.hub = hub;
    this.frames = frames;
    this.config = config;
    this.meters = meters;
    this.clock = clock;
  }

  LiveConnection arrive(Outbound.Client client, Login login) {
    EventStream home = hub.enter(new Scope.Of(login.principal().tenant()));
    LiveConnection connection =
        new LiveConnection(login, new Outbound(client, config, meters, clock), home);
    if (sockets.add(connection)) {
      connection.out().say(frames.hello(login.principal(), clock.instant(), home.seq()));
    } else {
      connection.out().close(TOO_MANY_SOCKETS, "too many sockets");
    }
    return connection;
  }

  void leave(LiveConnection connection) {
    sockets.remove(connection);
    connection.close();
  }
}
