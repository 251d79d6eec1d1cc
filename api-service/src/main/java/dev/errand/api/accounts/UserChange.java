package dev.errand.api.accounts;

import dev.errand.model.tenant.TenantRole;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** New rights of a user; what is null stays. */
record UserChange(@Nullable TenantRole role, @Nullable Boolean active, @Nullable Boolean admin) {

  boolean isEmpty() {
    return role == null && active == null && admin == null;
  }

  boolean deactivates() {
    return Boolean.FALSE.equals(active);
  }

  boolean takesOwnerFrom(UserEntity user) {
    return user.active && user.isOwner() && role != null && role != TenantRole.OWNER;
  }

  boolean takesAdminFrom(UserEntity user) {
    return user.active && user.admin && (deactivates() || Boolean.FALSE.equals(admin));
  }

  /** What the audit log keeps of it. */
  String json() {
    return Stream.of(
            role == null ? null : "\"role\":\"" + role.wire() + "\"",
            active == null ? null : "\"active\":" + active,
            admin == null ? null : "\"admin\":" + admin)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(",", "{", "}"));
  }

  void apply(UserEntity user) {
    if (role != null) {
      user.role = role.wire();
    }
    if (active != null) {
      user.active = active;
    }
    if (admin != null) {
      user.admin = admin;
    }
  }
}
