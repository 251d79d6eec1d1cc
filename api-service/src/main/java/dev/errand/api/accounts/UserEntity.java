package dev.errand.api.accounts;

import dev.errand.model.tenant.TenantRole;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of a user. */
@Entity
@Table(name = "app_user")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the constructor for it leaves out
class UserEntity {
  @Id UUID id;

  @Column(name = "tenant_id")
  UUID tenantId;

  @Nullable String email;
  @Nullable String username;
  @Nullable String name;
  @Nullable String phone;

  @Column(name = "password_hash")
  String passwordHash;

  String role = TenantRole.OWNER.wire();
  boolean admin;
  boolean active = true;

  @Column(name = "otp_enabled")
  boolean otpEnabled;

  @Column(name = "email_verified_at")
  @Nullable Instant emailVerifiedAt;

  @Column(name = "sign_up_mail")
  @Nullable UUID signUpMail;

  @Column(name = "last_login_at")
  @Nullable Instant lastLoginAt;

  @Column(name = "created_at")
  Instant createdAt;

  protected UserEntity() {}

  UserEntity(UUID id, UUID tenantId, String passwordHash, Instant now) {
    this.id = id;
    this.tenantId = tenantId;
    this.passwordHash = passwordHash;
    this.createdAt = now;
  }

  boolean isOwner() {
    return role.equals(TenantRole.OWNER.wire());
  }

  /** What people call it by. */
  String shownName() {
    if (name != null) {
      return name;
    }
    return email == null ? String.valueOf(username) : email;
  }

  /** Whether it has shown that its address is its own, or has none to show. */
  boolean isVerified() {
    return email == null || emailVerifiedAt != null;
  }
}
