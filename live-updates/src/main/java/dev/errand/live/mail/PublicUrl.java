package dev.errand.live.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;

/** Where people reach Errand. */
@ConfigMapping(prefix = "errand.public-url")
public interface PublicUrl {
  /**
   * The address that links in mails begin with, without a slash at the end. Defaults to this
   * machine and the HTTP port, which is right for a demo alone.
   */
  @WithParentName
  @WithDefault("http://localhost:${quarkus.http.port:8080}")
  String base();
}
