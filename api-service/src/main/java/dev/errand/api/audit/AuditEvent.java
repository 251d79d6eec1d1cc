package dev.errand.api.audit;

import dev.errand.store.audit.ActorKind;
import dev.errand.store.audit.AuditEntry;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that concerns the safety of an account.
 *
 * @param action a stable word, such as {@code session.opened}
 * @param tenant whose account it is; that of the user it was done to where it is null
 * @param actor the user who did it; null when that is not known
 * @param actorName as people know it; looked up where it is null
 * @param address where the request came from; the current request's where it is null
 * @param subject what it was done to
 * @param detail more about it, as JSON text; never a secret
 */
public record AuditEvent(
    String action,
    @Nullable UUID tenant,
    @Nullable UUID actor,
    @Nullable String actorName,
    @Nullable String address,
    @Nullable String subject,
    @Nullable String detail) {

  /** What users do with their own account. */
  public static AuditEvent ofUser(String action, UUID user) {
    return new AuditEvent(action, null, user, null, null, "user:" + user, null);
  }

  AuditEntry entry() {
    return new AuditEntry(
        actor == null ? ActorKind.NOBODY : ActorKind.USER,
        actor,
        actorName,
        action,
        tenant,
        subject,
        address,
        detail);
  }
}
