package dev.errand.worker.process;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** What a worker process is. */
@ConfigMapping(prefix = "errand.worker")
public interface WorkerConfig {
  /** How it is called in lists and histories. Defaults to the host's name. */
  Optional<String> name();

  /**
   * How many attempts run at once. Each has a virtual thread, so handlers that wait may have
   * hundreds. Defaults to 32 because that keeps two cores busy with handlers that mostly wait,
   * without a burst on what they call.
   */
  @WithDefault("32")
  int slots();

  /**
   * How long a stopping worker lets running attempts finish before it hands their jobs back.
   * Defaults to 8 s because most supervisors kill after 10.
   */
  @WithDefault("8s")
  Duration drain();
}
