package dev.errand.store.audit;

import dev.errand.model.tenant.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, on its way into the log, which adds when and in which order.
 *
 * @param actor the user or the key; null for nobody
 * @param actorName as people know it; looked up where it is null
 * @param action a stable word, such as {@code job.cancel}
 * @param tenant whose thing it was done to
 * @param subject the thing
 * @param address where the request came from
 * @param detail JSON text
 */
public record AuditEntry(
    ActorKind kind,
    @Nullable UUID actor,
    @Nullable String actorName,
    String action,
    @Nullable UUID tenant,
    @Nullable String subject,
    @Nullable String address,
    @Nullable String detail) {

  /** What that caller does. */
  public static AuditEntry by(
      Principal actor, String action, @Nullable UUID tenant, @Nullable String subject) {
    return new AuditEntry(
        ActorKind.of(actor), actor.id(), null, action, tenant, subject, null, null);
  }

  public AuditEntry from(@Nullable String where) {
    return new AuditEntry(kind, actor, actorName, action, tenant, subject, where, detail);
  }

  /**
   * @param json JSON text
   */
  public AuditEntry with(@Nullable String json) {
    return new AuditEntry(kind, actor, actorName, action, tenant, subject, address, json);
  }
}
