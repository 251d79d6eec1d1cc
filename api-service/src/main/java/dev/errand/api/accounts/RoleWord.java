package dev.errand.api.accounts;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.tenant.TenantRole;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a member's role. */
final class RoleWord {
  private RoleWord() {}

  /**
   * @return nothing where nothing was said
   * @throws ErrandException for a word that is no role
   */
  static Optional<TenantRole> read(@Nullable String word) {
    if (word == null) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(TenantRole.values())
            .filter(role -> role.wire().equals(word))
            .findFirst()
            .orElseThrow(
                () -> ErrandException.invalid("#/role", "must be owner, member or viewer")));
  }
}
