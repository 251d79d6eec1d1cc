package dev.errand.store.schedule;

import static dev.errand.store.sql.Columns.instant;

import dev.errand.model.job.JobId;
import dev.errand.model.schedule.Fire;
import io.vertx.sqlclient.Row;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fire's columns in our words. */
final class FireRow {
  private FireRow() {}

  static Fire fire(Row row) {
    @Nullable UUID job = row.getUUID("job_id");
    return new Fire(
        Objects.requireNonNull(instant(row, "fire_at")),
        Objects.requireNonNull(instant(row, "at")),
        job == null ? null : new JobId(job),
        row.getString("skipped"));
  }
}
