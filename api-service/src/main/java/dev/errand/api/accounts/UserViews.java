package dev.errand.api.accounts;

import dev.errand.api.totp.TotpFactor;
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
  private final TotpFactor totp;

  UserViews(Users users, Tenants tenants, TotpFactor totp) {
    this.users = users;
    this.tenants = tenants;
    this.totp = totp;
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
        .chain(tenant -> totp.isOn(user.id).map(on -> UserView.of(user, tenant, on)));
  }

  private static ErrandException gone() {
    return new ErrandException(ErrorCode.UNAUTHENTICATED, "The user is gone.");
  }
}
