package dev.errand.worker.rescue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How dead workers' jobs come back. */
@ConfigMapping(prefix = "errand.rescue")
public interface RescueConfig {
  /**
   * How often expired leases are looked for. Defaults to 5 s: a dead worker's jobs wait for the
   * lease's duration plus at most this.
   */
  @WithDefault("5s")
  Duration interval();

  /**
   * How often in a row a job may lose its worker before it fails for good. Defaults to 3: a job
   * that kills whoever runs it must not take down one worker after another.
   */
  @WithDefault("3")
  int losses();
}
