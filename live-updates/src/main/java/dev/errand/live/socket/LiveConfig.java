package dev.errand.live.socket;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a live socket may cost and who may open one. */
@ConfigMapping(prefix = "errand.live")
public interface LiveConfig {
  /**
   * Origins such as {@code https://errand.example} whose pages may open a socket, beside the host
   * that is asked. Defaults to none because the dashboard is served by the API itself.
   */
  Optional<List<String>> origins();

  /**
   * How many sockets a user may have open in one process. Defaults to 10 because each browser tab
   * needs one.
   */
  @WithDefault("10")
  int socketsPerUser();

  /** How many subscriptions a socket may have. Defaults to 100, more than a page can show. */
  @WithDefault("100")
  int subscriptionsPerSocket();

  /**
   * How many frames may wait for a socket. Defaults to 256; beyond it, or beyond {@link
   * #outboundBytes}, events are skipped and the client is told to read anew.
   */
  @WithDefault("256")
  int outboundFrames();

  /** How much may wait for a socket. Defaults to 1 MiB; see {@link #outboundFrames}. */
  @WithDefault("1M")
  MemorySize outboundBytes();

  /**
   * How long a socket may take nothing while something waits for it. Defaults to 10 s because the
   * client reconnects and resumes anyway.
   */
  @WithDefault("10s")
  Duration stuck();

  /** How many events of a tenant can be replayed after a reconnect. Defaults to 1,000. */
  @WithDefault("1000")
  int replayEvents();

  /**
   * How long an event can be replayed, and how long a tenant without sockets is remembered.
   * Defaults to 5 minutes, more than any reconnect takes.
   */
  @WithDefault("5m")
  Duration replayFor();

  /**
   * How many tenants without sockets are remembered. Defaults to 200, which bounds what {@link
   * #replayEvents} costs.
   */
  @WithDefault("200")
  int replayTenants();

  /** The least time between two reports of one job's progress. Defaults to 4 a second. */
  @WithDefault("250ms")
  Duration progressEvery();
}
