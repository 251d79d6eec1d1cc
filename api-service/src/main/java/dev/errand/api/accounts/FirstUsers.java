package dev.errand.api.accounts;

import dev.errand.api.audit.Audit;
import dev.errand.store.audit.ActorKind;
import dev.errand.store.audit.AuditEntry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes users that nobody signs up: the platform's admin and the demo's user. */
@ApplicationScoped
class FirstUsers {
  // Replicas that start at once wait for each other here.
  private static final String LOCK =
      "select 1 from (select pg_advisory_xact_lock(4994867011923)) as held";

  private final Users users;
  private final AccountOpening opening;
  private final PasswordHasher hasher;
  private final Audit audit;

  FirstUsers(Users users, AccountOpening opening, PasswordHasher hasher, Audit audit) {
    this.users = users;
    this.opening = opening;
    this.hasher = hasher;
    this.audit = audit;
  }

  /**
   * Somebody to be made.
   *
   * @param tenant the name of the tenant that is made too
   */
  record Newcomer(String tenant, String email, String password, boolean admin) {
    @Override
    public String toString() {
      return "Newcomer in " + tenant;
    }
  }

  Uni<Boolean> hasAdmin() {
    return Panache.withSession(this::countAdmins).map(admins -> admins > 0);
  }

  Uni<Boolean> has(String email) {
    return Panache.withSession(() -> users.byEmail(Login.normalize(email)))
        .map(Optional::isPresent);
  }

  /** The admin, unless another replica has made one meanwhile. */
  Uni<Optional<UserEntity>> makeAdmin(Newcomer admin) {
    return makeUnless(() -> countAdmins().map(admins -> admins > 0), admin);
  }

  /** That user, unless another replica has made it meanwhile. */
  Uni<Optional<UserEntity>> make(Newcomer newcomer) {
    return makeUnless(
        () -> users.byEmail(Login.normalize(newcomer.email())).map(Optional::isPresent), newcomer);
  }

  private Uni<Optional<UserEntity>> makeUnless(Supplier<Uni<Boolean>> there, Newcomer newcomer) {
    return hasher
        .hash(PasswordPolicy.normalize(newcomer.password()))
        .chain(
            hash ->
                Panache.withTransaction(
                    () ->
                        lock()
                            .chain(held -> there.get())
                            .chain(found -> found ? nobody() : open(newcomer, hash))));
  }

  // One who was deactivated operates nothing.
  private Uni<Long> countAdmins() {
    return users.count("admin = true and active = true");
  }

  private static Uni<Integer> lock() {
    return Panache.getSession()
        .map(session -> session.createNativeQuery(LOCK, Integer.class))
        .chain(Mutiny.SelectionQuery::getSingleResult);
  }

  private Uni<Optional<UserEntity>> open(Newcomer newcomer, String hash) {
    return opening
        .openVerified(newcomer.tenant(), newcomer.email(), hash, newcomer.admin())
        .call(user -> audit.recordInSession(made(user)))
        .map(Optional::of);
  }

  private static AuditEntry made(UserEntity user) {
    return new AuditEntry(
        ActorKind.SYSTEM,
        null,
        null,
        "user.created",
        user.tenantId,
        "user:" + user.id,
        null,
        "{\"admin\":" + user.admin + "}");
  }

  private static Uni<Optional<UserEntity>> nobody() {
    return Uni.createFrom().item(Optional.empty());
  }
}
