package dev.errand.api.accounts;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of a link and a code that were mailed together. */
@Entity
@Table(name = "challenge")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the constructor for it leaves out
class ChallengeEntity {
  @Id UUID id;

  @Column(name = "user_id")
  UUID userId;

  String kind;

  @Column(name = "link_hash")
  byte[] linkHash;

  @Column(name = "code_hash")
  byte[] codeHash;

  short tries;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "expires_at")
  Instant expiresAt;

  @Column(name = "used_at")
  @Nullable Instant usedAt;

  protected ChallengeEntity() {}

  ChallengeEntity(UUID id, UUID userId, String kind, Instant now, Instant expires) {
    this.id = id;
    this.userId = userId;
    this.kind = kind;
    this.createdAt = now;
    this.expiresAt = expires;
  }
}
