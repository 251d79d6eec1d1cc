package dev.errand.api.accounts;

import dev.errand.api.audit.Audit;
import dev.errand.live.identity.SigningKeys;
import dev.errand.model.tenant.Principal;
import dev.errand.store.audit.AuditEntry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Changes the keys for an operator, and has it in the audit log. */
@ApplicationScoped
class KeyRotation {
  private final SigningKeys keys;
  private final Audit audit;

  KeyRotation(SigningKeys keys, Audit audit) {
    this.keys = keys;
    this.audit = audit;
  }

  /**
   * @return the id of the key that signs from now on
   */
  Uni<String> rotate(Principal operator, boolean atOnce) {
    // Recorded first: there may be a record of an attempt, but never a change without a record.
    return audit.record(entry(operator, atOnce)).chain(() -> keys.rotate(atOnce));
  }

  private static AuditEntry entry(Principal operator, boolean atOnce) {
    return AuditEntry.by(operator, "keys.rotated", null, "signing-keys")
        .with("{\"atOnce\":" + atOnce + "}");
  }
}
