package dev.errand.api.accounts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.Optional;

/** A user to try Errand with. */
@ConfigMapping(prefix = "errand.demo")
interface DemoConfig {
  /** Whether the demo's user is made at start. Defaults to false because its password is known. */
  @WithParentName
  @WithDefault("false")
  boolean enabled();

  /** Its e-mail address, which counts as verified. */
  @WithDefault("demo@localhost")
  String email();

  /** Its password. Without one there is no demo user. */
  Optional<String> password();

  /** Whether the demo's logins are deactivated at start, where their known passwords still work. */
  @WithDefault("false")
  boolean remove();
}
