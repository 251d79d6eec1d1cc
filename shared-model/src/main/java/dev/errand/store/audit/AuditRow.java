package dev.errand.store.audit;

import dev.errand.store.sql.Columns;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log.
 *
 * @param seq from 1, without gaps
 * @param hash over the row and the hash before it
 */
public record AuditRow(
    long seq,
    Instant at,
    ActorKind kind,
    @Nullable UUID actor,
    @Nullable String actorName,
    String action,
    @Nullable UUID tenant,
    @Nullable String subject,
    @Nullable String address,
    @Nullable String detail,
    byte[] prevHash,
    byte[] hash) {

  static final String COLUMNS =
      """
      seq, at, actor_kind, actor, actor_name, action, tenant_id, subject, address, detail,
        prev_hash, hash
      """
          .strip();

  static AuditRow of(Row row) {
    return new AuditRow(
        row.getLong("seq"),
        Objects.requireNonNull(Columns.instant(row, "at")),
        ActorKind.of(row.getString("actor_kind")),
        row.getUUID("actor"),
        row.getString("actor_name"),
        row.getString("action"),
        row.getUUID("tenant_id"),
        row.getString("subject"),
        row.getString("address"),
        row.getString("detail"),
        row.getBuffer("prev_hash").getBytes(),
        row.getBuffer("hash").getBytes());
  }
}
