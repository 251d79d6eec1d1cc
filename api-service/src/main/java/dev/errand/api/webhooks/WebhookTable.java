package dev.errand.api.webhooks;

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

/** Rows of endpoints. Row level security hides those of other tenants as well. */
@ApplicationScoped
class WebhookTable implements PanacheRepositoryBase<WebhookEntity, UUID> {

  /**
   * @param owner null for any tenant's, which only an admin may ask
   */
  Uni<Optional<WebhookEntity>> find(UUID id, @Nullable TenantId owner) {
    return query(id, owner).firstResult().map(Optional::ofNullable);
  }

  /** Held until the transaction ends: edits of one endpoint come one after another. */
  Uni<Optional<WebhookEntity>> lock(UUID id, @Nullable TenantId owner) {
    return query(id, owner)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResult()
        .map(Optional::ofNullable);
  }

  private PanacheQuery<WebhookEntity> query(UUID id, @Nullable TenantId owner) {
    return owner == null
        ? find("id = ?1", id)
        : find("id = ?1 and tenantId = ?2", id, owner.value());
  }

  Uni<Optional<WebhookEntity>> byKey(TenantId tenant, String key) {
    return find("tenantId = ?1 and idempotencyKey = ?2", tenant.value(), key)
        .firstResult()
        .map(Optional::ofNullable);
  }

  Uni<Long> countOf(TenantId tenant) {
    return count("tenantId = ?1", tenant.value());
  }

  /** Newest first. */
  Uni<List<WebhookEntity>> page(Principal caller, @Nullable UUID after, int limit) {
    var parameters = Parameters.with("tenant", caller.tenant().value());
    String where = "tenantId = :tenant";
    if (after != null) {
      parameters.and("after", after);
      where += " and id < :after";
    }
    if (caller.isLimited()) {
      parameters.and("queues", caller.queues().stream().map(QueueName::value).toList());
      where += " and queue in :queues";
    }
    return find(where + " order by id desc", parameters).page(Page.ofSize(limit)).list();
  }
}
