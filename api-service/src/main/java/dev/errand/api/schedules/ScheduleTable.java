package dev.errand.api.schedules;

import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of schedules. Row level security hides those of other tenants as well. */
@ApplicationScoped
class ScheduleTable implements PanacheRepositoryBase<ScheduleEntity, UUID> {

  /**
   * @param owner null for any tenant's, which only an admin may ask
   */
  Uni<Optional<ScheduleEntity>> find(UUID id, @Nullable TenantId owner) {
    return query(id, owner).firstResult().map(Optional::ofNullable);
  }

  /** Held until the transaction ends: edits of one schedule come one after another. */
  Uni<Optional<ScheduleEntity>> lock(UUID id, @Nullable TenantId owner) {
    return query(id, owner)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .map(Optional::ofNullable);
  }

  private PanacheQuery<ScheduleEntity> query(UUID id, @Nullable TenantId owner) {
    return owner == null
        ? find("id = ?1", id)
        : find("id = ?1 and tenantId = ?2", id, owner.value());
  }

  Uni<Long> countOf(TenantId tenant) {
    return count("tenantId = ?1", tenant.value());
  }

  Uni<Boolean> hasName(TenantId tenant, String name) {
    return count("tenantId = ?1 and name = ?2", tenant.value(), name).map(rows -> rows > 0);
  }

  /** Newest first. */
  Uni<List<ScheduleEntity>> page(Principal caller, @Nullable UUID after, int limit) {
    var parameters = Parameters.with("tenant", caller.tenant().value());
    String where = "tenantId = :tenant";
    if (after != null) {
      parameters.and("after", after);
      where += " and id < :after";
    }
    if (caller.isLimited()) {
      parameters.and("queues", caller.queues().stream().map(QueueName::value).toList());
      where += " and template.queue in :queues";
    }
    return find(where + " order by id desc", parameters).page(Page.ofSize(limit)).list();
  }
}
