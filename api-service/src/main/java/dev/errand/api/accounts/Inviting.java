package dev.errand.api.accounts;

import dev.errand.api.mail.Mails;
import dev.errand.live.chance.IdSource;
import dev.errand.live.identity.SigningKeys;
import dev.errand.live.mail.LinkAndCode;
import dev.errand.live.mail.MailOrder;
import dev.errand.model.tenant.TenantRole;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Writes invitations down. Runs inside a transaction; the mail goes after it. */
@ApplicationScoped
class Inviting {
  private static final Duration ALIVE = Duration.ofDays(7);

  private final Invitations invitations;
  private final Users users;
  private final Tenants tenants;
  private final Mails mails;
  private final SigningKeys keys;
  private final IdSource ids;
  private final Clock clock;

  Inviting(
      Invitations invitations,
      Users users,
      Tenants tenants,
      Mails mails,
      SigningKeys keys,
      IdSource ids,
      Clock clock) {
    this.invitations = invitations;
    this.users = users;
    this.tenants = tenants;
    this.mails = mails;
    this.keys = keys;
    this.ids = ids;
    this.clock = clock;
  }

  /** Invites an address, or once more: then the older link is dead. */
  Uni<InvitationEntity> invite(UUID inviter, UUID tenant, String email, TenantRole role) {
    return invitations
        .lock(tenant, email)
        .map(open -> open.orElseGet(() -> fresh(tenant, email)))
        .invoke(row -> row.role = role.wire())
        .chain(row -> renew(inviter, row));
  }

  private InvitationEntity fresh(UUID tenant, String email) {
    return new InvitationEntity(ids.next(), tenant, email, clock.instant());
  }

  /** Sends one again: the older link is dead then. */
  Uni<Optional<InvitationEntity>> again(UUID inviter, UUID tenant, UUID id) {
    return invitations
        .lock(tenant, id)
        .chain(
            open ->
                open.isEmpty()
                    ? Uni.createFrom().item(open)
                    : renew(inviter, open.get()).map(Optional::of));
  }

  private Uni<InvitationEntity> renew(UUID inviter, InvitationEntity row) {
    Instant now = clock.instant();
    row.mail = mails.nextId();
    row.invitedBy = inviter;
    row.expiresAt = now.plus(ALIVE);
    row.tokenHash = LinkAndCode.linkHash(LinkAndCode.of(keys.hmacKey(), row.mail).link());
    return invitations.persistAndFlush(row);
  }

  /** A mail about an invitation, to be sent after the commit. */
  record Letter(UUID job, MailOrder order) {}

  /** What is to be mailed about it. Who has an account elsewhere is told so, and gets no link. */
  Uni<Letter> letter(InvitationEntity row) {
    return users
        .byEmail(row.email)
        .map(known -> known.filter(UserEntity::isVerified).isPresent())
        .chain(known -> order(row, known))
        .map(order -> new Letter(row.mail, order));
  }

  private Uni<MailOrder> order(InvitationEntity row, boolean known) {
    return tenants
        .findById(row.tenantId)
        .chain(
            tenant ->
                users
                    .findById(row.invitedBy)
                    .map(UserEntity::shownName)
                    .map(inviter -> MailOrder.invitation(row.email, tenant.name, inviter, known)));
  }

  /** Sends it. Done as soon as it is sure to be sent, not when it is. */
  Uni<Void> send(Letter letter) {
    return mails.order(letter.job(), letter.order());
  }
}
