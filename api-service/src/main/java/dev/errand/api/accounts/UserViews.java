package dev.errand.api.accounts;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Shows users to themselves. Runs inside a session. */
@ApplicationScoped
class UserViews {
  private final Users users;
  private final Tenants tenants;

  UserViews(Users users, Tenants tenants) {
    this.users = users;
    this.tenants = tenants;
  }

  Uni<UserView> of(UUID user) {
    return users.findById(user).onItem().ifNull().failWith(UserViews::gone).chain(this::of);
  }

  Uni<UserView> of(UserEntity user) {
    return tenants
        .findById(user.tenantId)
        .onItem()
        .ifNull()
        .failWith(UserViews::gone)
        .map(tenant -> UserView.of(user, tenant));
  }

  private static ErrandException gone() {
    return new ErrandException(ErrorCode.UNAUTHENTICATED, "The user is gone.");
  }
}
