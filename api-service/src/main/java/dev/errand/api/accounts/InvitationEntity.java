package dev.errand.api.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of somebody who may become a member of a tenant. */
@Entity
@Table(name = "invitation")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the constructor for it leaves out
class InvitationEntity {
  @Id UUID id;

  @Column(name = "tenant_id")
  UUID tenantId;

  String email;
  String role;

  @Column(name = "invited_by")
  UUID invitedBy;

  /** The job of its newest mail, from which its link follows: older links are dead. */
  UUID mail;

  @Column(name = "token_hash")
  byte[] tokenHash;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "accepted_at")
  @Nullable Instant acceptedAt;

  protected InvitationEntity() {}

  InvitationEntity(UUID id, UUID tenantId, String email, Instant now) {
    this.id = id;
    this.tenantId = tenantId;
    this.email = email;
    this.createdAt = now;
  }
}
