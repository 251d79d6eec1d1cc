package dev.errand.store.queue;

import dev.errand.model.queue.QueueLimits;
import dev.errand.model.queue.QueueName;
import dev.errand.model.queue.RateLimit;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a queue has those limits already, so that nobody need wait for the claim lock. */
public final class FindSameLimits {
  private static final String SQL =
      """
      /* queue.same_limits */
      select version
      from queue
      where tenant_id = $1 and name = $2
        and (concurrency, rate_count, rate_per_ms, per_key_concurrency, manual)
          is not distinct from ($3::int, $4::int, $5::bigint, $6::int, $7::boolean)
      """;

  private FindSameLimits() {}

  /**
   * @return the queue's version; nothing where it has no limits of its own, or others
   */
  public static Uni<Optional<Integer>> run(
      Sql sql, TenantId tenant, QueueName name, QueueLimits limits) {
    @Nullable RateLimit rate = limits.rate();
    return sql.run(
            SQL,
            Columns.parameters(
                tenant.value(),
                name.value(),
                limits.concurrency(),
                rate == null ? null : rate.count(),
                rate == null ? null : rate.per().toMillis(),
                limits.perKeyConcurrency(),
                limits.manual()))
        .map(rows -> Rows.first(rows, row -> row.getInteger("version")));
  }
}
