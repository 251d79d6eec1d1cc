package dev.errand.worker.webhooks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How endpoints are treated. */
@ConfigMapping(prefix = "errand.webhooks")
public interface WebhooksConfig {
  /**
   * How long an endpoint may fail until it is turned off and its owners are written to. Defaults to
   * five days: a message is sent for one day, and who was away for a weekend comes back to a
   * webhook that works.
   */
  @WithDefault("5d")
  Duration disableAfter();
}
