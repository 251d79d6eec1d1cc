package dev.errand.model.tenant;

import java.util.UUID;

/** The owner of rows; the unit of isolation. */
public record TenantId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
