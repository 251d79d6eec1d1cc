package dev.errand.api.accounts;

import dev.errand.api.accounts.InvitationMail.Invitation;
import dev.errand.live.chance.IdSource;
import dev.errand.live.identity.InvitationToken;
import dev.errand.live.identity.SigningKeys;
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
  private final SigningKeys keys;
  private final IdSource ids;
  private final Clock clock;

  Inviting(
      Invitations invitations,
      Users users,
      Tenants tenants,
      SigningKeys keys,
      IdSource ids,
      Clock clock) {
    this.invitations = invitations;
    this.users = users;
    this.tenants = tenants;
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
    row.round++;
    row.invitedBy = inviter;
    row.expiresAt = now.plus(ALIVE);
    row.tokenHash = Digests.sha256(InvitationToken.of(keys.hmacKey(), row.id, row.round));
    return invitations.persistAndFlush(row);
  }

  /** What is to be mailed about it. */
  Uni<Invitation> order(InvitationEntity row) {
    return tenants
        .findById(row.tenantId)
        .chain(
            tenant ->
                users
                    .findById(row.invitedBy)
                    .map(
                        inviter ->
                            new Invitation(
                                row.id,
                                row.round,
                                row.tenantId,
                                tenant.name,
                                row.email,
                                inviter.shownName())));
  }
}
