package dev.errand.api.accounts;

import dev.errand.live.chance.IdSource;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** Makes a user and the tenant that it owns. Runs inside a transaction. */
@ApplicationScoped
class AccountOpening {
  private final Tenants tenants;
  private final Users users;
  private final IdSource ids;
  private final Clock clock;

  AccountOpening(Tenants tenants, Users users, IdSource ids, Clock clock) {
    this.tenants = tenants;
    this.users = users;
    this.ids = ids;
    this.clock = clock;
  }

  /** For somebody who signs up: an address has yet to be shown to be its own. */
  Uni<UserEntity> open(Applicant applicant, String passwordHash) {
    Instant now = clock.instant();
    TenantEntity tenant = new TenantEntity(ids.next(), applicant.tenantName(), now);
    UserEntity user = new UserEntity(ids.next(), tenant.id, passwordHash, now);
    user.email = applicant.email();
    user.username = applicant.username();
    user.name = applicant.name();
    return save(tenant, user);
  }

  /** For somebody whom the operator names: the address counts as verified. */
  Uni<UserEntity> openVerified(
      String tenantName, String email, String passwordHash, boolean admin) {
    Instant now = clock.instant();
    TenantEntity tenant = new TenantEntity(ids.next(), tenantName, now);
    UserEntity user = new UserEntity(ids.next(), tenant.id, passwordHash, now);
    user.email = Login.normalize(email);
    user.emailVerifiedAt = now;
    user.admin = admin;
    return save(tenant, user);
  }

  private Uni<UserEntity> save(TenantEntity tenant, UserEntity user) {
    return tenants.persist(tenant).chain(() -> users.persistAndFlush(user));
  }
}
