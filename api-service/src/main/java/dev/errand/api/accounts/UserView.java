package dev.errand.api.accounts;

import dev.errand.model.tenant.Permission;
import dev.errand.model.tenant.TenantRole;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as it sees itself.
 *
 * @param role what it is in its tenant: {@code owner}, {@code member} or {@code viewer}
 * @param admin whether it operates the platform
 */
record UserView(
    UUID id,
    @Nullable String email,
    @Nullable String username,
    @Nullable String name,
    String role,
    boolean admin,
    TenantView tenant,
    List<String> permissions,
    boolean emailVerified,
    Instant createdAt,
    @Nullable Instant lastLoginAt) {

  /** The tenant that it belongs to. */
  record TenantView(UUID id, String name) {}

  static UserView of(UserEntity user, TenantEntity tenant) {
    return new UserView(
        user.id,
        user.email,
        user.username,
        user.name,
        user.role,
        user.admin,
        new TenantView(tenant.id, tenant.name),
        Permission.wires(Permission.of(TenantRole.of(user.role), user.admin)),
        user.emailVerifiedAt != null,
        user.createdAt,
        user.lastLoginAt);
  }
}
