package dev.errand.api.keys;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What API keys look like. */
@ConfigMapping(prefix = "errand.api-keys")
interface ApiKeysConfig {
  /**
   * A word that every new key carries behind {@code errand_}, such as {@code test}: 1 to 16 of a-z
   * and 0-9. So people and secret scanners can tell which installation a key is for. Defaults to
   * none; keys that were made before keep working whatever it is.
   */
  Optional<String> environment();
}
