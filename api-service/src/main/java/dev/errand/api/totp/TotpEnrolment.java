package dev.errand.api.totp;

import dev.errand.api.audit.Audit;
import dev.errand.api.audit.AuditEvent;
import dev.errand.api.guesses.Guesses;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ties an authenticator app to a user, and unties it. */
@ApplicationScoped
public class TotpEnrolment {
  private final TotpTable apps;
  private final RecoveryCodes recovery;
  private final TotpSecrets secrets;
  private final Guesses guesses;
  private final Audit audit;
  private final Clock clock;

  TotpEnrolment(
      TotpTable apps,
      RecoveryCodes recovery,
      TotpSecrets secrets,
      Guesses guesses,
      Audit audit,
      Clock clock) {
    this.apps = apps;
    this.recovery = recovery;
    this.secrets = secrets;
    this.guesses = guesses;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A new secret, which counts once a code of it is confirmed. It replaces one that was not.
   *
   * @return the secret for the app
   */
  public Uni<byte[]> begin(UUID user) {
    byte[] secret = secrets.fresh();
    byte[] resting = secrets.encrypt(user, secret);
    return Panache.withTransaction(() -> store(user, resting)).replaceWith(secret);
  }

  private Uni<TotpEntity> store(UUID user, byte[] resting) {
    Instant now = clock.instant();
    return apps.findById(user)
        .chain(
            app ->
                app == null
                    ? apps.persist(new TotpEntity(user, resting, now))
                    : Uni.createFrom().item(() -> replace(app, resting, now)));
  }

  private static TotpEntity replace(TotpEntity app, byte[] resting, Instant now) {
    if (app.confirmedAt != null) {
      throw new ErrandException(
          ErrorCode.STATE_CONFLICT, "An authenticator app is in use. Remove it first.");
    }
    app.secret = resting;
    app.createdAt = now;
    return app;
  }

  /**
   * Makes the app count.
   *
   * @return recovery codes, shown this once; fails with {@link ErrorCode#INVALID_CODE} for a wrong
   *     code, or when nothing was begun
   */
  public Uni<List<String>> confirm(UUID user, String code) {
    return guesses
        .compare(guesses.ofFactor(user), () -> match(user, code), Optional::isPresent)
        .map(matched -> matched.orElseThrow(TotpEnrolment::wrong))
        .chain(matched -> Panache.withTransaction(() -> confirm(matched)));
  }

  private record Matched(TotpEntity app, long step) {}

  private Uni<Optional<Matched>> match(UUID user, String code) {
    return Panache.withSession(() -> apps.unconfirmed(user))
        .map(found -> found.flatMap(app -> Optional.ofNullable(matched(app, code))));
  }

  private @Nullable Matched matched(TotpEntity app, String code) {
    byte[] secret = secrets.decrypt(app.userId, app.secret);
    OptionalLong step = TotpCodes.stepOf(secret, code, clock.instant());
    return step.isPresent() ? new Matched(app, step.getAsLong()) : null;
  }

  private Uni<List<String>> confirm(Matched matched) {
    return apps.confirm(matched.app(), matched.step(), clock.instant())
        .invoke(
            first -> {
              if (!first) {
                throw wrong();
              }
            })
        .chain(() -> recovery.replace(matched.app().userId))
        .call(() -> record("totp.on", matched.app().userId));
  }

  /** Unties the app, confirmed or not; its recovery codes go with it. */
  public Uni<Void> remove(UUID user) {
    return Panache.withTransaction(
            () ->
                recovery
                    .delete("userId", user)
                    .chain(() -> apps.deleteById(user))
                    .call(() -> record("totp.off", user)))
        .replaceWithVoid();
  }

  private Uni<Void> record(String action, UUID user) {
    return audit.recordInSession(AuditEvent.ofUser(action, user));
  }

  private static ErrandException wrong() {
    return new ErrandException(
        ErrorCode.INVALID_CODE,
        "The code is not one that the app shows now, or nothing was begun.");
  }
}
