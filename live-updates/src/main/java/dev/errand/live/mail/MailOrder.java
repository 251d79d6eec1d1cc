package dev.errand.live.mail;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a mail job is asked for, as its data. Holds no secret: link and code follow from the job's
 * id.
 *
 * @param email whom to write to; null for the code of a sign-in, which goes to its user
 * @param user whose address is to change
 * @param challenge the sign-in that waits for a code
 * @param tenantName what somebody is invited to
 * @param inviter by whom, in words
 * @param webhook the address that is no longer called
 * @param reason why not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MailOrder(
    MailKind mail,
    @Nullable String email,
    @Nullable UUID user,
    @Nullable UUID challenge,
    @Nullable String tenantName,
    @Nullable String inviter,
    @Nullable String webhook,
    @Nullable String reason) {

  /** The type of the jobs. */
  public static final String TYPE = "errand.mail";

  public static MailOrder to(String email, MailKind mail) {
    return new MailOrder(mail, email, null, null, null, null, null, null);
  }

  public static MailOrder changeEmail(UUID user, String newAddress) {
    return new MailOrder(MailKind.CHANGE_EMAIL, newAddress, user, null, null, null, null, null);
  }

  public static MailOrder loginCode(UUID challenge) {
    return new MailOrder(MailKind.LOGIN_CODE, null, null, challenge, null, null, null, null);
  }

  /**
   * @param known whether the address has an account already, which is nobody else's business
   */
  public static MailOrder invitation(
      String email, String tenantName, String inviter, boolean known) {
    MailKind mail = known ? MailKind.INVITATION_KNOWN : MailKind.INVITATION;
    return new MailOrder(mail, email, null, null, tenantName, inviter, null, null);
  }

  /** To one of a tenant's owners. */
  public static MailOrder webhookDisabled(String email, String webhook, String reason) {
    return new MailOrder(MailKind.WEBHOOK_DISABLED, email, null, null, null, null, webhook, reason);
  }
}
