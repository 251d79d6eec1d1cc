package dev.errand.api.schedules;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How many schedules there may be. */
@ConfigMapping(prefix = "errand.schedules")
interface ScheduleQuotaConfig {
  /**
   * How many schedules a tenant may have, paused ones included; one more is refused with {@code
   * limit_reached}. Those that are there stay when it is lowered. Defaults to 1000: more than
   * people keep in view, and few enough for the workers to go through all of a tenant in a moment.
   */
  @WithDefault("1000")
  int most();

  /** How late a fire may be is the workers'; named here so that one file may configure both. */
  Optional<String> grace();
}
