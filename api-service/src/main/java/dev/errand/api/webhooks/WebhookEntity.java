package dev.errand.api.webhooks;

import dev.errand.model.tenant.TenantId;
import dev.errand.model.webhook.WebhookId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of an endpoint. */
@Entity
@Table(name = "webhook")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the constructor for it leaves out
class WebhookEntity {
  @Id UUID id;

  @Column(name = "tenant_id")
  UUID tenantId;

  String url;
  @Nullable String description;
  String[] events;
  @Nullable String queue;

  @Column(name = "job_type")
  @Nullable String jobType;

  boolean enabled = true;

  @Column(name = "enabled_at")
  Instant enabledAt;

  byte[] secret;

  @Column(name = "old_secret")
  byte @Nullable [] oldSecret;

  @Column(name = "old_secret_until")
  @Nullable Instant oldSecretUntil;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "created_at")
  Instant createdAt;

  int version = 1;

  @Column(name = "idempotency_key")
  @Nullable String idempotencyKey;

  @Column(name = "request_hash")
  byte @Nullable [] requestHash;

  protected WebhookEntity() {}

  /**
   * @param now by the database's clock
   */
  WebhookEntity(UUID id, TenantId tenant, String createdBy, Instant now) {
    this.id = id;
    this.tenantId = tenant.value();
    this.createdBy = createdBy;
    this.createdAt = now;
    this.enabledAt = now;
  }

  WebhookId id() {
    return new WebhookId(id);
  }

  TenantId tenant() {
    return new TenantId(tenantId);
  }
}
