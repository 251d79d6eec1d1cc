package dev.errand.api.accounts;

import dev.errand.model.problem.ErrandException;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Refuses, where nothing is there that could write to the new address. */
@DefaultBean
@ApplicationScoped
class NoEmailChange implements EmailChange {
  @Override
  public Uni<Void> ask(UUID user, String newAddress) {
    return Uni.createFrom()
        .failure(() -> ErrandException.invalid("#/email", "cannot be changed here yet"));
  }
}
