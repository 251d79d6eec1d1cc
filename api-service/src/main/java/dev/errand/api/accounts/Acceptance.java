package dev.errand.api.accounts;

import dev.errand.api.audit.Audit;
import dev.errand.api.audit.AuditEvent;
import dev.errand.live.chance.IdSource;
import dev.errand.live.mail.LinkAndCode;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Makes the accounts of those who were invited. Whoever has the link has the address, so it counts
 * as verified.
 */
@ApplicationScoped
class Acceptance {
  private final Invitations invitations;
  private final Users users;
  private final PasswordPolicy policy;
  private final PasswordHasher hasher;
  private final Audit audit;
  private final IdSource ids;
  private final Clock clock;

  Acceptance(
      Invitations invitations,
      Users users,
      PasswordPolicy policy,
      PasswordHasher hasher,
      Audit audit,
      IdSource ids,
      Clock clock) {
    this.invitations = invitations;
    this.users = users;
    this.policy = policy;
    this.hasher = hasher;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** Fails with {@link ErrorCode#INVALID_TOKEN} unless the link is the newest and unused. */
  Uni<Void> accept(AcceptRequest request) {
    byte[] token = LinkAndCode.linkHash(request.token());
    return Panache.withSession(() -> invitations.alive(token, clock.instant()))
        .map(found -> found.orElseThrow(Acceptance::invalid))
        .map(invitation -> applicant(request, invitation))
        .chain(
            applicant ->
                hasher
                    .hash(applicant.password())
                    .chain(hash -> Panache.withTransaction(() -> join(token, applicant, hash))))
        // Another request took the address or the name in between: the link can be used again.
        .onFailure(ConstraintViolationException.class)
        .transform(taken -> hasAccount());
  }

  private Applicant applicant(AcceptRequest request, InvitationEntity invitation) {
    return Applicant.of(
        new SignUpRequest(invitation.email, request.password(), request.name(), request.username()),
        policy,
        true);
  }

  private Uni<Void> join(byte[] token, Applicant applicant, String hash) {
    Instant now = clock.instant();
    return invitations
        .alive(token, now)
        .map(found -> found.orElseThrow(Acceptance::invalid))
        .call(invitation -> invitations.use(token, now).invoke(Acceptance::requireFirst))
        .chain(
            invitation ->
                requireFreeUsername(applicant)
                    .chain(() -> users.lockByEmail(invitation.email))
                    .map(known -> member(known, invitation, applicant, now)))
        .invoke(user -> user.passwordHash = hash)
        .chain(users::persistAndFlush)
        .chain(this::record);
  }

  private UserEntity member(
      Optional<UserEntity> known, InvitationEntity invitation, Applicant applicant, Instant now) {
    known.filter(UserEntity::isVerified).ifPresent(Acceptance::refuse);
    // Somebody signed up with the address and has not shown that it is theirs. Now it is shown
    // whose it is.
    UserEntity user =
        known.orElseGet(() -> new UserEntity(ids.next(), invitation.tenantId, "", now));
    user.tenantId = invitation.tenantId;
    user.email = invitation.email;
    user.username = applicant.username();
    user.name = applicant.name();
    user.role = invitation.role;
    user.emailVerifiedAt = now;
    return user;
  }

  private Uni<Void> requireFreeUsername(Applicant applicant) {
    String username = applicant.username();
    if (username == null) {
      return Uni.createFrom().voidItem();
    }
    return users
        .byUsername(username)
        .invoke(
            owner -> {
              if (owner.isPresent()) {
                throw ErrandException.invalid("#/username", "is taken");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Void> record(UserEntity user) {
    return audit.recordInSession(
        new AuditEvent(
            "member.joined",
            user.tenantId,
            user.id,
            user.email,
            null,
            "user:" + user.id,
            "{\"role\":\"" + user.role + "\"}"));
  }

  private static void requireFirst(boolean first) {
    if (!first) {
      throw invalid();
    }
  }

  private static void refuse(UserEntity known) {
    throw hasAccount();
  }

  private static ErrandException invalid() {
    return new ErrandException(
        ErrorCode.INVALID_TOKEN, "Ask whoever invited you to send a new mail, and use its link.");
  }

  private static ErrandException hasAccount() {
    return new ErrandException(
        ErrorCode.NAME_TAKEN,
        "The address has an account, and an account belongs to one tenant. Ask to be invited with"
            + " another address.");
  }
}
