package dev.errand.store.lease;

import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.lease.Lease;
import dev.errand.model.lease.LeaseToken;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One taken job as {@link ClaimText} tells of it. Columns go by their number: this is done for
 * every job that runs.
 *
 * @param place where it stood among those of its priority
 */
record ClaimedRow(Row row, int rank, UUID place) {
  static final int ID = 0;
  static final int TOKEN = 19;
  static final int NOW = 20;

  /** As a lane gives them: the highest priority first, of equal ones the longest ready. */
  static final Comparator<ClaimedRow> BEST_FIRST =
      Comparator.comparingInt((ClaimedRow row) -> -row.rank)
          .thenComparing(ClaimedRow::place, ClaimedRow::asPostgresCompares);

  ClaimedRow(Row row) {
    this(row, row.getShort(4), or(row.getUUID(8), row.getUUID(ID)));
  }

  private static int asPostgresCompares(UUID one, UUID other) {
    int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
  }

  /**
   * @param now when it was claimed, in milliseconds since 1970
   */
  ClaimedJob job(LeaseToken token, long now) {
    return new ClaimedJob(
        new Lease(
            new TenantId(row.getUUID(1)), new JobId(row.getUUID(ID)), token, row.getInteger(5)),
        new JobType(row.getString(3)),
        new QueueName(row.getString(2)),
        or(row.getShort(9), (short) rank),
        or(row.getShort(11), row.getShort(10)),
        row.getShort(10),
        backoff(),
        row.getString(6),
        Columns.instant(row, "deadline_at"),
        Columns.millis(row, "timeout_ms"),
        row.getString(18),
        row.getBoolean(7) != null,
        // A place begins with the moment since which the job was ready.
        Math.max(0, now - new JobId(place).millis()));
  }

  private Backoff backoff() {
    @Nullable Long first = row.getLong(12);
    @Nullable Float factor = row.getFloat(13);
    @Nullable Long cap = row.getLong(14);
    @Nullable Float jitter = row.getFloat(15);
    Backoff usual = Backoff.DEFAULT;
    if (first == null && factor == null && cap == null && jitter == null) {
      return usual;
    }
    return new Backoff(
        first == null ? usual.first() : Duration.ofMillis(first),
        factor == null ? usual.factor() : factor,
        cap == null ? usual.cap() : Duration.ofMillis(cap),
        jitter == null ? usual.jitter() : jitter);
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return Objects.requireNonNullElse(given, otherwise);
  }
}
