package dev.errand.api.web;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What a request may cost. */
@ConfigMapping(prefix = "errand.web")
public interface WebConfig {
  /**
   * How long a body may take to arrive; then the request is refused and its connection closed.
   * Defaults to 15 s, which is 8 MiB at 5 Mbit/s: who sends slower holds a connection for nothing.
   */
  @WithDefault("15s")
  Duration bodyWithin();
}
