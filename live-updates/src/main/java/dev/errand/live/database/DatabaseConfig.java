package dev.errand.live.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the database is. */
@ConfigMapping(prefix = "errand.database")
public interface DatabaseConfig {
  /**
   * {@code postgresql://user:password@host:port/database}, PostgreSQL 15 or newer. The one key from
   * which every connection of the process is made.
   */
  String url();

  /**
   * How long a caller waits for a statement, the wait for a connection included. Defaults to 10 s
   * because the server gives a statement up after 5.
   */
  @WithDefault("10s")
  Duration patience();
}
