package dev.errand.api.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member of a tenant, or somebody who was invited to be one.
 *
 * @param id of the user, or of the invitation
 * @param status {@code active}, {@code inactive}, {@code pending} or {@code expired}
 * @param expiresAt when the link of an invitation stops working
 */
record MemberView(
    UUID id,
    @Nullable String email,
    @Nullable String username,
    @Nullable String name,
    String role,
    boolean active,
    String status,
    Instant createdAt,
    @Nullable Instant lastLoginAt,
    @Nullable Instant expiresAt) {

  static MemberView of(UserEntity user) {
    return new MemberView(
        user.id,
        user.email,
        user.username,
        user.name,
        user.role,
        user.active,
        user.active ? "active" : "inactive",
        user.createdAt,
        user.lastLoginAt,
        null);
  }

  static MemberView of(InvitationEntity invitation, Instant now) {
    return new MemberView(
        invitation.id,
        invitation.email,
        null,
        null,
        invitation.role,
        false,
        invitation.expiresAt.isAfter(now) ? "pending" : "expired",
        invitation.createdAt,
        null,
        invitation.expiresAt);
  }
}
