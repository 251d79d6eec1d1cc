package dev.errand.api.schedules;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.TenantId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** How many schedules a tenant may have. */
@ApplicationScoped
class ScheduleQuota {
  // Until the transaction ends. The lock is used, or it might be left out.
  private static final String LOCK =
      """
      select count(*)
      from (
        select pg_advisory_xact_lock(hashtextextended('schedules of ' || :tenant, 0)) is null as free
      ) as locked
      where locked.free is not null
      """;

  private final ScheduleTable table;
  private final ScheduleQuotaConfig config;

  ScheduleQuota(ScheduleTable table, ScheduleQuotaConfig config) {
    this.table = table;
    this.config = config;
  }

  /**
   * Lets one more pass, to be called in the transaction that stores it. Creations of one tenant
   * come one after another from here on: each counts what the one before it has committed.
   */
  Uni<Void> take(TenantId tenant) {
    return Panache.getSession()
        .map(session -> session.createNativeQuery(LOCK, Long.class))
        .map(query -> query.setParameter("tenant", tenant.toString()))
        .chain(Mutiny.SelectionQuery::getSingleResult)
        .chain(() -> table.countOf(tenant))
        .invoke(this::requireRoom)
        .replaceWithVoid();
  }

  private void requireRoom(long schedules) {
    if (schedules >= config.most()) {
      throw new ErrandException(
          ErrorCode.LIMIT_REACHED,
          "there are %d schedules, and no more than %d may be: delete one first"
              .formatted(schedules, config.most()));
    }
  }
}
