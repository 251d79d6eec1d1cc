package dev.errand.store.webhook;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One delivery and its message. */
public final class FindDelivery {
  private static final String SQL =
      """
      /* delivery.find */
      select %s, d.body
      from webhook_delivery d
      where ($1::uuid is null or d.tenant_id = $1) and d.id = $2
      """
          .formatted(Delivery.COLUMNS);

  private FindDelivery() {}

  /**
   * @param body of the message, as it is sent
   */
  public record Found(Delivery delivery, String body) {}

  /**
   * @param tenant whose it must be; null for any, which only an admin may ask
   */
  public static Uni<Optional<Found>> run(Sql sql, @Nullable TenantId tenant, JobId id) {
    @Nullable UUID owner = tenant == null ? null : tenant.value();
    return sql.run(SQL, Columns.parameters(owner, id.value()))
        .map(rows -> Rows.first(rows, row -> new Found(Delivery.of(row), row.getString("body"))));
  }
}
