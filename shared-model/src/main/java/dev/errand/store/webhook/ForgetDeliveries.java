package dev.errand.store.webhook;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Forgets old deliveries, with what was sent and answered. Ids carry their time. */
@CrossTenant("Retention is the same for all tenants.")
public final class ForgetDeliveries {
  private static final String SQL =
      """
      /* delivery.forget */
      with gone as (
        delete from webhook_delivery
        where id = any (array (
          select id
          from webhook_delivery
          where id < id_at(now() - $1 * interval '1 millisecond')
          order by id
          limit $2
        ))
        returning id
      ),
      attempts as (
        delete from webhook_attempt
        where delivery_id = any (array (select id from gone))
      )
      select count(*)::int as forgotten
      from gone
      """;

  private ForgetDeliveries() {}

  /**
   * @return how many, at most {@code limit}
   */
  public static Uni<Integer> run(Sql sql, Duration age, int limit) {
    return sql.run(SQL, Columns.parameters(age.toMillis(), limit))
        .map(rows -> rows.iterator().next().getInteger("forgotten"));
  }
}
