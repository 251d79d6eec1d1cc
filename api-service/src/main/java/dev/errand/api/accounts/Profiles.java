package dev.errand.api.accounts;

import dev.errand.api.audit.Audit;
import dev.errand.api.audit.AuditEvent;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/** Lets users change what is known of them. */
@ApplicationScoped
class Profiles {
  private final Users users;
  private final UserViews views;
  private final EmailChange emails;
  private final MessageCodes codes;
  private final Audit audit;

  Profiles(Users users, UserViews views, EmailChange emails, MessageCodes codes, Audit audit) {
    this.users = users;
    this.views = views;
    this.emails = emails;
    this.codes = codes;
    this.audit = audit;
  }

  Uni<UserView> of(UUID user) {
    return Panache.withSession(() -> views.of(user));
  }

  /** All of the change or none of it; only a new address waits for its owner's answer. */
  Uni<UserView> change(UUID user, ProfileRequest request) {
    return Panache.withTransaction(() -> users.lock(user).chain(found -> change(found, request)))
        .onFailure(ConstraintViolationException.class)
        .transform(taken -> ErrandException.invalid("#/username", "is taken"));
  }

  private Uni<UserView> change(Optional<UserEntity> found, ProfileRequest request) {
    UserEntity user =
        found.orElseThrow(
            () -> new ErrandException(ErrorCode.UNAUTHENTICATED, "The user is gone."));
    Optional<String> email = ProfileRules.apply(request, user, codes);
    // Written first: what the database refuses must not have sent a mail.
    return users
        .flush()
        .chain(() -> audit.recordInSession(AuditEvent.ofUser("profile.changed", user.id)))
        .chain(() -> email.map(to -> emails.ask(user.id, to)).orElseGet(Profiles::nothing))
        .chain(() -> views.of(user));
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
