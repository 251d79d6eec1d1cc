package dev.errand.model.tenant;

import java.util.UUID;

/** The owner of rows; the unit of isolation. */
public record TenantId(UUID value) {
  /** Errand itself, whose jobs are mails and the like. Nobody can sign in to it. */
  public static final TenantId SYSTEM =
      new TenantId(UUID.fromString("00000000-0000-7000-8000-000000000001"));

  @Override
  public String toString() {
    return value.toString();
  }
}
