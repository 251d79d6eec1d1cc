package dev.errand.live.outgoing;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Calls to addresses that users name: webhooks, and jobs of type {@code http}. */
@ConfigMapping(prefix = "errand.outgoing")
public interface OutgoingConfig {
  /**
   * Ranges that may be called though they are not public, such as {@code 10.0.0.0/8,fc00::/7}. Not
   * set by default: whoever may make a webhook could reach what only this machine should. Set it
   * where every user is trusted with that network.
   */
  Optional<List<String>> allow();
}
