package dev.errand.api.accounts;

import dev.errand.api.accounts.Inviting.Letter;
import dev.errand.api.audit.Audit;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantRole;
import dev.errand.store.audit.AuditEntry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Invites users for an admin, into any tenant or a new one. */
@ApplicationScoped
class UserInviting {
  private final Users users;
  private final TenantChoice tenants;
  private final Inviting inviting;
  private final Audit audit;

  UserInviting(Users users, TenantChoice tenants, Inviting inviting, Audit audit) {
    this.users = users;
    this.tenants = tenants;
    this.inviting = inviting;
    this.audit = audit;
  }

  Uni<Void> invite(Principal caller, UserRequest request) {
    TenantRole role = TenantChoice.role(request);
    String email = Login.normalize(Optional.ofNullable(request.email()).orElse(""));
    Login.emailProblem(email).ifPresent(UserInviting::refuse);
    if (request.username() != null) {
      throw ErrandException.invalid("#/username", "is for whoever is invited to choose");
    }
    String name = Optional.ofNullable(request.name()).orElse(email);
    return Panache.withTransaction(
            () ->
                requireFree(email)
                    .chain(() -> tenants.choose(request.tenant(), name))
                    .chain(tenant -> invite(caller, tenant, email, role)))
        .chain(inviting::send);
  }

  private Uni<Letter> invite(Principal caller, TenantEntity tenant, String email, TenantRole role) {
    return inviting
        .invite(caller.userId(), tenant.id, email, role)
        .chain(inviting::letter)
        .call(
            letter ->
                audit.recordInSession(AuditEntry.by(caller, "user.invited", tenant.id, email)));
  }

  private Uni<Void> requireFree(String email) {
    return users
        .byEmail(email)
        .invoke(known -> known.ifPresent(user -> refuse(new FieldError("#/email", "is taken"))))
        .replaceWithVoid();
  }

  private static void refuse(FieldError problem) {
    throw ErrandException.invalid(List.of(problem));
  }
}
