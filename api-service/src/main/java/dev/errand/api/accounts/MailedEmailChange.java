package dev.errand.api.accounts;

import dev.errand.api.limits.AccountLimits;
import dev.errand.api.mail.Mails;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Mails link and code to the new address: whoever reads them there has it. */
@ApplicationScoped
class MailedEmailChange implements EmailChange {
  private final Mails mails;
  private final AccountLimits limits;

  MailedEmailChange(Mails mails, AccountLimits limits) {
    this.mails = mails;
    this.limits = limits;
  }

  @Override
  public Uni<Void> ask(UUID user, String newAddress) {
    limits.countMail(newAddress);
    return mails.changeEmail(user, newAddress);
  }
}
