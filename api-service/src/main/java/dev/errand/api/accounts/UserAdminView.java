package dev.errand.api.accounts;

import dev.errand.api.accounts.UserView.TenantView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user as an admin sees it. */
record UserAdminView(
    UUID id,
    @Nullable String email,
    @Nullable String username,
    @Nullable String name,
    String role,
    boolean admin,
    boolean active,
    boolean emailVerified,
    TenantView tenant,
    Instant createdAt,
    @Nullable Instant lastLoginAt) {

  static UserAdminView of(UserEntity user, TenantEntity tenant) {
    return new UserAdminView(
        user.id,
        user.email,
        user.username,
        user.name,
        user.role,
        user.admin,
        user.active,
        user.emailVerifiedAt != null,
        new TenantView(tenant.id, tenant.name),
        user.createdAt,
        user.lastLoginAt);
  }
}
