package dev.errand.bench.engine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much is measured. The defaults are what is published; smaller ones try things out. */
@ConfigMapping(prefix = "errand.bench")
public interface BenchConfig {
  /**
   * The database again, as its superuser: empties and vacuums tables, reads the server's counts.
   */
  String adminUrl();

  /** How often the important figures are taken; the median counts. */
  @WithDefault("3")
  int repeats();

  /** How many jobs a worked-off backlog has. Defaults to 240,000, about six seconds. */
  @WithDefault("240000")
  int jobs();

  /** How many wait, or have finished, where a large table is looked at. Defaults to a million. */
  @WithDefault("1000000")
  int many();

  /** How long a load lasts that has no end of its own. Its warm-up takes as long again. */
  @WithDefault("8s")
  Duration period();

  /** How many single pick-ups are timed. Defaults to 500, so that p99 is the fifth slowest. */
  @WithDefault("500")
  int pickUps();

  /** How many warm up before. Defaults to 1,000, which takes five seconds. */
  @WithDefault("1000")
  int pickUpWarmUp();

  /** Whether {@code wrk} loads over HTTP where it is on the path, and not our own client. */
  @WithDefault("true")
  boolean wrk();

  /** How many tenants share the backlog where tenants are looked at. Defaults to 1,000. */
  @WithDefault("1000")
  int tenants();

  /** How many live sockets hear of every job. Defaults to 100. */
  @WithDefault("100")
  int sockets();
}
