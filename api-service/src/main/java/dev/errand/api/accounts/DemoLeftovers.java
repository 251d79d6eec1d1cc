package dev.errand.api.accounts;

import dev.errand.api.audit.Audit;
import dev.errand.live.start.DemoLogins;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.audit.ActorKind;
import dev.errand.store.audit.AuditEntry;
import dev.errand.store.key.RevokeKeysOf;
import dev.errand.store.sql.Database;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The logins that a demo leaves in a database that is to be no demo any more. Whoever gave such a
 * login a password of its own keeps it.
 */
@ApplicationScoped
class DemoLeftovers {
  private final Users users;
  private final Sessions sessions;
  private final PasswordHasher hasher;
  private final Audit audit;
  private final Database database;
  private final DemoConfig config;
  private final Clock clock;

  DemoLeftovers(
      Users users,
      Sessions sessions,
      PasswordHasher hasher,
      Audit audit,
      Database database,
      DemoConfig config,
      Clock clock) {
    this.users = users;
    this.sessions = sessions;
    this.hasher = hasher;
    this.audit = audit;
    this.database = database;
    this.config = config;
    this.clock = clock;
  }

  /** The users whom a password that everybody knows lets in. */
  Uni<List<UserEntity>> find() {
    List<String> emails =
        Stream.concat(DemoLogins.EMAILS.stream(), Stream.of(Login.normalize(config.email())))
            .toList();
    return Panache.withSession(() -> users.verified(emails))
        .onItem()
        .transformToMulti(found -> Multi.createFrom().iterable(found))
        .select()
        .when(this::isOpen)
        .collect()
        .asList();
  }

  private Uni<Boolean> isOpen(UserEntity user) {
    return Multi.createFrom()
        .iterable(DemoLogins.PASSWORDS)
        .onItem()
        .transformToUniAndConcatenate(
            known -> hasher.compare(known, Optional.of(user.passwordHash)))
        .select()
        .where(PasswordHasher.Comparison::matches)
        .collect()
        .asList()
        .map(matches -> !matches.isEmpty());
  }

  /**
   * Deactivates that user and ends its sessions and keys.
   *
   * @return whether it was active until now
   */
  Uni<Boolean> remove(UserEntity user) {
    return Panache.withTransaction(() -> deactivate(user.id))
        .call(() -> RevokeKeysOf.run(database.engine(), new TenantId(user.tenantId), user.id));
  }

  // One transaction for each: other changes of users wait for the audit log too.
  private Uni<Boolean> deactivate(UUID id) {
    return users
        .lock(id)
        .map(found -> found.filter(user -> user.active))
        .chain(
            active ->
                active.isPresent()
                    ? close(active.get()).replaceWith(true)
                    : Uni.createFrom().item(false));
  }

  private Uni<Void> close(UserEntity user) {
    user.active = false;
    return sessions
        .revokeAll(user.id, clock.instant())
        .chain(ended -> audit.recordInSession(removed(user)));
  }

  private static AuditEntry removed(UserEntity user) {
    return new AuditEntry(
        ActorKind.SYSTEM,
        null,
        null,
        "user.demo-removed",
        user.tenantId,
        "user:" + user.id,
        null,
        "{\"active\":false}");
  }
}
