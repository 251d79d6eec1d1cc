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
 * @param otpEnabled whether signing in takes a code that is sent
 * @param totpEnabled whether signing in takes a code of an authenticator app
 */
record UserView(
    UUID id,
    @Nullable String email,
    @Nullable String username,
    @Nullable String name,
    @Nullable String phone,
    String role,
    boolean admin,
    TenantView tenant,
    List<String> permissions,
    boolean emailVerified,
    boolean otpEnabled,
    boolean totpEnabled,
    Instant createdAt,
    @Nullable Instant lastLoginAt) {

  /** The tenant that it belongs to. */
  record TenantView(UUID id, String name) {}

  static UserView of(UserEntity user, TenantEntity tenant, boolean totpEnabled) {
    return new UserView(
        user.id,
        user.email,
        user.username,
        user.name,
        user.phone,
        user.role,
        user.admin,
        new TenantView(tenant.id, tenant.name),
        Permission.wires(Permission.of(TenantRole.of(user.role), user.admin)),
        user.emailVerifiedAt != null,
        user.otpEnabled,
        totpEnabled,
        user.createdAt,
        user.lastLoginAt);
  }
}
