package dev.errand.worker.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long things are kept. */
@ConfigMapping(prefix = "errand.retention")
public interface RetentionConfig {
  /**
   * How long a finished job is kept, with all that belongs to it; at least an hour. Jobs go a
   * period at a time, a period is a seventh of this and at least a day, so the last of a period
   * stay that much longer. All workers should agree. Defaults to 14 days.
   */
  @WithDefault("P14D")
  Duration jobs();

  /** How often a worker looks for what is old. Defaults to an hour: nothing waits for it. */
  @WithDefault("PT1H")
  Duration interval();
}
