package dev.errand.live.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How browsers keep a session. */
@ConfigMapping(prefix = "errand.cookies")
public interface CookieConfig {
  /**
   * Whether browsers reach Errand over HTTPS. Then cookies carry {@code Secure} and the {@code
   * __Host-} prefix, and answers carry HSTS. Defaults to true because a cookie without it can be
   * read on the way; over plain HTTP browsers would drop the cookie, so a local demo sets false.
   */
  @WithDefault("true")
  boolean secure();
}
