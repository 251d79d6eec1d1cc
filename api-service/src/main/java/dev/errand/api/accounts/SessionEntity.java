package dev.errand.api.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of a sign-in: a family of refresh tokens of which only the newest works. */
@Entity
@Table(name = "session")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the constructor for it leaves out
class SessionEntity {
  @Id UUID id;

  @Column(name = "user_id")
  UUID userId;

  @Column(name = "refresh_hash")
  byte[] refreshHash;

  @Column(name = "previous_hash")
  byte @Nullable [] previousHash;

  @Nullable String device;
  @Nullable String address;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "rotated_at")
  Instant rotatedAt;

  @Column(name = "last_seen_at")
  Instant lastSeenAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "revoked_at")
  @Nullable Instant revokedAt;

  protected SessionEntity() {}

  SessionEntity(UUID id, UUID userId, byte[] refreshHash, Instant now, Instant expires) {
    this.id = id;
    this.userId = userId;
    this.refreshHash = refreshHash;
    this.createdAt = now;
    this.rotatedAt = now;
    this.lastSeenAt = now;
    this.expiresAt = expires;
  }
}
