package dev.errand.worker.claiming;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How a worker takes jobs. */
@ConfigMapping(prefix = "errand.claim")
public interface ClaimConfig {
  /**
   * How often an idle worker looks for jobs that nobody told it of. Defaults to 1 s: news arrives
   * over the channel at once, this only bounds how long a lost hint delays a job. At most 1 min.
   */
  @WithDefault("1s")
  Duration poll();

  /** How many jobs one claim takes at most. Defaults to 2000: larger ones gain little. */
  @WithDefault("2000")
  int batch();

  /** How many queues of tenants one claim visits at most. Defaults to 50, a millisecond's walk. */
  @WithDefault("50")
  int lanes();

  /**
   * How long a job may be ready before it goes ahead of every priority of its queue. Not set by
   * default, so that "higher first" is exact: where high ones never end, low ones wait for ever.
   */
  Optional<Duration> ageing();
}
