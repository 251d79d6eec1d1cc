package dev.errand.store.job;

import dev.errand.store.sql.EngineDatabase;
import java.util.List;

/** Empties what a test left in a database that it shares with others. */
public final class Tables {
  private static final List<String> OF_JOBS =
      List.of(
          "ready",
          "in_line",
          "waiting",
          "lease",
          "outcome",
          "job",
          "deadline",
          "key_change",
          "unique_key");

  private Tables() {}

  public static void empty(EngineDatabase data) {
    OF_JOBS.forEach(table -> data.query("delete from " + table));
  }
}
