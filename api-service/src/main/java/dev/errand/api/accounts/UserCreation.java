package dev.errand.api.accounts;

import dev.errand.api.audit.Audit;
import dev.errand.live.chance.IdSource;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantRole;
import dev.errand.store.audit.AuditEntry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/** Makes users for an admin, who may be told which addresses are taken. */
@ApplicationScoped
class UserCreation {
  private final PasswordPolicy policy;
  private final PasswordHasher hasher;
  private final Users users;
  private final TenantChoice tenants;
  private final Audit audit;
  private final IdSource ids;
  private final Clock clock;

  UserCreation(
      PasswordPolicy policy,
      PasswordHasher hasher,
      Users users,
      TenantChoice tenants,
      Audit audit,
      IdSource ids,
      Clock clock) {
    this.policy = policy;
    this.hasher = hasher;
    this.users = users;
    this.tenants = tenants;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** A user who can sign in at once: the admin vouches for the address. */
  Uni<UserAdminView> create(Principal caller, UserRequest request) {
    TenantRole role = TenantChoice.role(request);
    Applicant applicant =
        Applicant.of(
            new SignUpRequest(
                request.email(), request.password(), request.name(), request.username()),
            policy,
            true);
    return hasher
        .hash(applicant.password())
        .chain(
            hash ->
                Panache.withTransaction(
                    () -> write(caller, applicant, request, new Secret(hash, role))))
        .onFailure(ConstraintViolationException.class)
        .transform(race -> ErrandException.invalid("#/email", "or username was taken just now"));
  }

  private record Secret(String hash, TenantRole role) {}

  private Uni<UserAdminView> write(
      Principal caller, Applicant applicant, UserRequest request, Secret secret) {
    return requireFree(applicant)
        .chain(() -> tenants.choose(request.tenant(), applicant.tenantName()))
        .chain(
            tenant ->
                users
                    .persistAndFlush(user(applicant, tenant, secret))
                    .call(user -> audit.recordInSession(entry(caller, user)))
                    .map(user -> UserAdminView.of(user, tenant)));
  }

  private UserEntity user(Applicant applicant, TenantEntity tenant, Secret secret) {
    Instant now = clock.instant();
    UserEntity user = new UserEntity(ids.next(), tenant.id, secret.hash(), now);
    user.email = applicant.email();
    user.username = applicant.username();
    user.name = applicant.name();
    user.role = secret.role().wire();
    user.emailVerifiedAt = now;
    return user;
  }

  private Uni<Void> requireFree(Applicant applicant) {
    List<FieldError> taken = new ArrayList<>();
    String username = applicant.username();
    return users
        .byEmail(Objects.requireNonNull(applicant.email()))
        .invoke(user -> user.ifPresent(u -> taken.add(new FieldError("#/email", "is taken"))))
        .chain(
            () ->
                username == null
                    ? Uni.createFrom().item(Optional.<UserEntity>empty())
                    : users.byUsername(username))
        .invoke(user -> user.ifPresent(u -> taken.add(new FieldError("#/username", "is taken"))))
        .invoke(
            () -> {
              if (!taken.isEmpty()) {
                throw ErrandException.invalid(taken);
              }
            })
        .replaceWithVoid();
  }

  private static AuditEntry entry(Principal caller, UserEntity user) {
    return AuditEntry.by(caller, "user.created", user.tenantId, "user:" + user.id)
        .with("{\"role\":\"" + user.role + "\"}");
  }
}
