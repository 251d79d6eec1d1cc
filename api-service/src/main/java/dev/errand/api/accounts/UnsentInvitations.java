package dev.errand.api.accounts;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Stands in where nothing can be mailed. */
@DefaultBean
@ApplicationScoped
class UnsentInvitations implements InvitationMail {
  @Override
  public Uni<Void> send(Invitation invitation) {
    return Uni.createFrom().voidItem();
  }
}
