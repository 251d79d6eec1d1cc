package dev.errand.api.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The row of a tenant. */
@Entity
@Table(name = "tenant")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the constructor for it leaves out
class TenantEntity {
  @Id UUID id;
  String name;

  @Column(name = "created_at")
  Instant createdAt;

  protected TenantEntity() {}

  TenantEntity(UUID id, String name, Instant now) {
    this.id = id;
    this.name = name;
    this.createdAt = now;
  }
}
