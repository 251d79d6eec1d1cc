package dev.errand.model.tenant;

import java.util.Locale;

/** What a user may do inside its own tenant. */
public enum TenantRole {
  OWNER,
  MEMBER,
  /** Reads only. */
  VIEWER;

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static TenantRole of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
