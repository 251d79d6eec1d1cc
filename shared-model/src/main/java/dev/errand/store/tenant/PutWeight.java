package dev.errand.store.tenant;

import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;

/** Sets how much of a busy worker a tenant gets beside others. */
public final class PutWeight {
  private static final String SQL =
      """
      /* tenant.weigh */
      insert into tenant_share (tenant_id, weight)
      select id, $2::smallint
      from tenant
      where id = $1
      on conflict (tenant_id) do update
        set weight = excluded.weight
      """;

  private PutWeight() {}

  /**
   * @param weight 1..100; a tenant without one has 1
   * @return false when there is no such tenant
   */
  public static Uni<Boolean> run(Sql engine, TenantId tenant, int weight) {
    return engine
        .run(SQL, Columns.parameters(tenant.value(), (short) weight))
        .map(rows -> rows.rowCount() == 1);
  }
}
