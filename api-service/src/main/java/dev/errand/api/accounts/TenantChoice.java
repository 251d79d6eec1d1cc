package dev.errand.api.accounts;

import dev.errand.live.chance.IdSource;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.tenant.TenantRole;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tenant that a new user belongs to, and its role there. Runs inside a transaction. */
@ApplicationScoped
class TenantChoice {
  private final Tenants tenants;
  private final IdSource ids;
  private final Clock clock;

  TenantChoice(Tenants tenants, IdSource ids, Clock clock) {
    this.tenants = tenants;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @throws ErrandException for a word that is no role, or that leaves a new tenant without owner
   */
  static TenantRole role(UserRequest request) {
    TenantRole usual = request.tenant() == null ? TenantRole.OWNER : TenantRole.MEMBER;
    TenantRole role = RoleWord.read(request.role()).orElse(usual);
    if (request.tenant() == null && role != TenantRole.OWNER) {
      throw ErrandException.invalid(
          "#/role", "must be owner in a new tenant; name a tenant for other roles");
    }
    return role;
  }

  /**
   * The tenant of that id, or a new one.
   *
   * @param id as it was sent; null for a new one
   * @param name of a new one
   */
  Uni<TenantEntity> choose(@Nullable String id, String name) {
    return id == null
        ? tenants.persist(new TenantEntity(ids.next(), name, clock.instant()))
        : tenants.findById(parse(id)).onItem().ifNull().failWith(TenantChoice::unknown);
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException notAnId) {
      throw unknown();
    }
  }

  private static ErrandException unknown() {
    return ErrandException.invalid("#/tenant", "must be a tenant's id");
  }
}
