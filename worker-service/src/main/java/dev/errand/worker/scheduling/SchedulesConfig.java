package dev.errand.worker.scheduling;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How schedules are fired. */
@ConfigMapping(prefix = "errand.schedules")
public interface SchedulesConfig {
  /**
   * How late a fire may be and still count as on time; a later one was missed, and the schedule's
   * {@code misfire} decides about it. Defaults to 30 s because a restart of all workers takes less.
   */
  @WithDefault("30s")
  Duration grace();

  /** How many there may be is the API's; named here so that one file may configure both. */
  OptionalInt most();
}
