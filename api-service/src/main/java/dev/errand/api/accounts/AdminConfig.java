package dev.errand.api.accounts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The platform's first operator. Looked at only while there is none. */
@ConfigMapping(prefix = "errand.admin")
interface AdminConfig {
  /** Its e-mail address, which counts as verified. Defaults to one that no mail can reach. */
  @WithDefault("admin@localhost")
  String email();

  /** Its password. Without one it is made up and printed once. */
  Optional<String> password();
}
