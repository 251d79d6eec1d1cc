package dev.errand.api.totp;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** The row of a recovery code that was not used yet. */
@Entity
@Table(name = "recovery_code")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the constructor for it leaves out
class RecoveryCodeEntity {
  @Id UUID id;

  @Column(name = "user_id")
  UUID userId;

  @Column(name = "code_hash")
  byte[] codeHash;

  protected RecoveryCodeEntity() {}

  RecoveryCodeEntity(UUID id, UUID userId, byte[] codeHash) {
    this.id = id;
    this.userId = userId;
    this.codeHash = codeHash;
  }
}
