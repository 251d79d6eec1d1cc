package dev.errand.api.totp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How authenticator apps show us. */
@ConfigMapping(prefix = "errand.totp")
interface TotpConfig {
  /**
   * The name beside the code. Defaults to Errand; who runs several installations tells them apart
   * by it. What an app shows already does not change.
   */
  @WithDefault("Errand")
  String issuer();
}
