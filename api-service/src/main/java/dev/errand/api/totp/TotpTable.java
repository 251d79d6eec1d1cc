package dev.errand.api.totp;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Rows of authenticator apps. */
@ApplicationScoped
class TotpTable implements PanacheRepositoryBase<TotpEntity, UUID> {

  Uni<Optional<TotpEntity>> confirmed(UUID user) {
    return find("userId = ?1 and confirmedAt is not null", user)
        .firstResult()
        .map(Optional::ofNullable);
  }

  Uni<Optional<TotpEntity>> unconfirmed(UUID user) {
    return find("userId = ?1 and confirmedAt is null", user)
        .firstResult()
        .map(Optional::ofNullable);
  }

  /**
   * Makes an app count. Of two requests the second waits for the first and then matches no row; so
   * does one for a secret that was replaced meanwhile.
   */
  Uni<Boolean> confirm(TotpEntity app, long step, Instant now) {
    return update(
            "confirmedAt = :now, lastStep = :step"
                + " where userId = :user and confirmedAt is null and secret = :secret",
            Parameters.with("now", now)
                .and("step", step)
                .and("user", app.userId)
                .and("secret", app.secret))
        .map(rows -> rows == 1);
  }

  /**
   * Uses up the code of that step, and those before it. Of two requests with one code, the second
   * waits for the first and then matches no row.
   */
  Uni<Boolean> use(UUID user, long step) {
    return update(
            "lastStep = ?1 where userId = ?2 and confirmedAt is not null and lastStep < ?1",
            step,
            user)
        .map(rows -> rows == 1);
  }
}
