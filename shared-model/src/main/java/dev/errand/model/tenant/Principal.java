package dev.errand.model.tenant;

import java.util.UUID;

/**
 * Who is asking.
 *
 * @param admin whether it is the platform's operator, who may see every tenant
 */
public record Principal(UUID userId, TenantId tenant, TenantRole role, boolean admin) {

  /** The actor that history names, such as {@code user:0198…}. */
  public String actor() {
    return (admin ? "admin:" : "user:") + userId;
  }

  /** Whether it may change jobs of its tenant. */
  public boolean mayWrite() {
    return admin || role != TenantRole.VIEWER;
  }
}
