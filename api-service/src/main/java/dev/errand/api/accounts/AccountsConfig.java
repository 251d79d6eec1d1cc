package dev.errand.api.accounts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Who may have an account. */
@ConfigMapping(prefix = "errand.accounts")
interface AccountsConfig {
  /**
   * Whether an account needs an e-mail address. Defaults to true because without one a lost
   * password is lost; false lets {@code {username, password}} make an account that works at once.
   */
  @WithName("require-email")
  @WithDefault("true")
  boolean requireEmail();
}
