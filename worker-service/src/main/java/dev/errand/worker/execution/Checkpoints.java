package dev.errand.worker.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.model.lease.Lease;
import dev.errand.store.lease.FindCheckpoint;
import dev.errand.store.lease.SaveCheckpoint;
import dev.errand.store.sql.Database;
import dev.errand.worker.execution.RunningAttempt.Stop;
import dev.errand.worker.handlers.JobCancelled;
import java.time.Duration;
import java.util.Optional;

/** What an attempt keeps for the next one. */
final class Checkpoints {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int MAX_STATE = 1 << 20;

  private final RunningAttempt attempt;
  private final Database database;
  private final ObjectMapper json;

  Checkpoints(RunningAttempt attempt, Database database, ObjectMapper json) {
    this.attempt = attempt;
    this.database = database;
    this.json = json;
  }

  void save(Object state) {
    String text = write(state);
    if (text.length() > MAX_STATE) {
      throw new IllegalArgumentException("a checkpoint is at most 1 MiB of JSON");
    }
    boolean held =
        SaveCheckpoint.run(database.completions(), lease(), text).await().atMost(PATIENCE);
    if (!held) {
      attempt.stop(Stop.LEASE_LOST);
      throw new JobCancelled();
    }
  }

  <T> Optional<T> last(Class<T> type) {
    return FindCheckpoint.run(database.completions(), lease())
        .await()
        .atMost(PATIENCE)
        .map(text -> read(text, type));
  }

  private Lease lease() {
    return attempt.job().lease();
  }

  private String write(Object state) {
    try {
      return json.writeValueAsString(state);
    } catch (JsonProcessingException unwritable) {
      throw new IllegalArgumentException("the checkpoint cannot be written as JSON", unwritable);
    }
  }

  private <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException mismatch) {
      throw new IllegalArgumentException("the checkpoint is no " + type.getName(), mismatch);
    }
  }
}
