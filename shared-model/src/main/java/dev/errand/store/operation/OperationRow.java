package dev.errand.store.operation;

import static dev.errand.store.sql.Columns.instant;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.operation.BulkAction;
import dev.errand.model.operation.OperationId;
import dev.errand.model.operation.OperationState;
import dev.errand.model.operation.SkipReason;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.JobFilter;
import io.vertx.sqlclient.Row;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An operation's columns. */
final class OperationRow {
  static final String COLUMNS =
      """
      id, tenant_id, action, states, type, queue, tag, text, created_from, created_to, ids, state,
        position, total, done, skipped_for, skipped, created_by, created_at, finished_at
      """
          .strip();

  private OperationRow() {}

  static Operation operation(Row row) {
    var tenant = new TenantId(row.getUUID("tenant_id"));
    return new Operation(
        new OperationId(row.getUUID("id")),
        tenant,
        BulkAction.of(row.getString("action")).orElseThrow(),
        filter(row, tenant),
        OperationState.of(row.getString("state")),
        row.getLong("total"),
        row.getLong("done"),
        skipped(row),
        row.getString("created_by"),
        Objects.requireNonNull(instant(row, "created_at")),
        instant(row, "finished_at"));
  }

  private static JobFilter filter(Row row, TenantId tenant) {
    @Nullable String type = row.getString("type");
    @Nullable String queue = row.getString("queue");
    return new JobFilter(
        tenant,
        states(row),
        type == null ? null : new JobType(type),
        queue == null ? List.of() : List.of(new QueueName(queue)),
        row.getString("tag"),
        row.getString("text"),
        instant(row, "created_from"),
        instant(row, "created_to"),
        Arrays.stream((UUID[]) row.getArrayOfUUIDs("ids")).map(JobId::new).toList(),
        true,
        new JobId(row.getUUID("position")));
  }

  private static Set<JobState> states(Row row) {
    Set<JobState> states = EnumSet.noneOf(JobState.class);
    for (String state : row.getArrayOfStrings("states")) {
      states.add(JobState.of(state).orElseThrow());
    }
    return states;
  }

  private static Map<SkipReason, Long> skipped(Row row) {
    Map<SkipReason, Long> skipped = new EnumMap<>(SkipReason.class);
    String[] reasons = row.getArrayOfStrings("skipped_for");
    Long[] counts = row.getArrayOfLongs("skipped");
    for (int i = 0; i < reasons.length; i++) {
      skipped.put(SkipReason.of(reasons[i]), counts[i]);
    }
    return skipped;
  }
}
