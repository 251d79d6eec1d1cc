package dev.errand.worker.heartbeat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long a claim holds without a sign of life. The same on every worker. */
@ConfigMapping(prefix = "errand.lease")
public interface LeaseConfig {
  /**
   * How long a lease holds without a heartbeat. A dead worker's jobs run again after this and a
   * rescue interval. Defaults to 30 s because a long pause of a healthy process must not lose them.
   */
  @WithDefault("30s")
  Duration duration();

  /**
   * How often leases are renewed; less than half the duration. Defaults to a third of it, so that
   * one failed heartbeat loses nothing.
   */
  Optional<Duration> heartbeat();

  /** How long a running handler may go on after its job was called off. Defaults to 30 s. */
  @WithDefault("30s")
  Duration grace();
}
