package dev.errand.model.tenant;

import dev.errand.model.queue.QueueName;
import java.util.Set;
import java.util.UUID;

/**
 * Who is asking.
 *
 * @param id of the user or of the API key: what limits and records tell callers apart by
 * @param userId the user, or who made the key
 * @param queues the only ones it may touch; empty for all
 */
public record Principal(
    PrincipalKind kind,
    UUID id,
    UUID userId,
    TenantId tenant,
    Set<Permission> permissions,
    Set<QueueName> queues) {

  /** A person. */
  public static Principal user(UUID id, TenantId tenant, TenantRole role, boolean admin) {
    return new Principal(PrincipalKind.USER, id, id, tenant, Permission.of(role, admin), Set.of());
  }

  /** The actor that history names, such as {@code user:0198…}. */
  public String actor() {
    return switch (kind) {
      case USER -> (admin() ? "admin:" : "user:") + id;
      case API_KEY -> "key:" + id;
    };
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /** Whether it is the platform's operator, who sees every tenant. */
  public boolean admin() {
    return may(Permission.ADMIN);
  }

  /** Whether it may touch that queue and its jobs. */
  public boolean mayUse(QueueName queue) {
    return queues.isEmpty() || queues.contains(queue);
  }

  /** Whether it may touch some queues only. */
  public boolean isLimited() {
    return !queues.isEmpty();
  }
}
