package dev.errand.store.sql;

import java.time.Duration;

/** No answer in time. The statement may still take effect: read back before trying again. */
public final class DatabaseTooSlow extends RuntimeException {
  DatabaseTooSlow(Duration patience) {
    super("no answer from PostgreSQL within " + patience);
  }
}
