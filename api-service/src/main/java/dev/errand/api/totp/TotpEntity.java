package dev.errand.api.totp;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of a user's authenticator app. */
@Entity
@Table(name = "totp")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the constructor for it leaves out
class TotpEntity {
  @Id
  @Column(name = "user_id")
  UUID userId;

  byte[] secret;

  @Column(name = "last_step")
  long lastStep;

  @Column(name = "confirmed_at")
  @Nullable Instant confirmedAt;

  @Column(name = "created_at")
  Instant createdAt;

  protected TotpEntity() {}

  TotpEntity(UUID userId, byte[] secret, Instant now) {
    this.userId = userId;
    this.secret = secret;
    this.createdAt = now;
  }
}
