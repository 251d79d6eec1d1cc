package dev.errand.api.accounts;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Mails invitations. */
interface InvitationMail {
  /**
   * What the mail is about. It holds no secret: the link's token is {@code InvitationToken.of(key,
   * id, round)}, which whoever writes the mail makes when it is sent.
   *
   * @param round of the invitation; a mail of an older round leads nowhere
   * @param email whom it goes to. Where that address has an account by now, the mail says so
   *     instead of carrying a link: an account belongs to one tenant
   * @param inviter who invites, as people know it
   */
  record Invitation(
      UUID id, int round, UUID tenant, String tenantName, String email, String inviter) {}

  /** Orders that mail. Done as soon as it is sure to be sent, not when it is. */
  Uni<Void> send(Invitation invitation);
}
