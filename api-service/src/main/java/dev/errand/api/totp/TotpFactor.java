package dev.errand.api.totp;

import dev.errand.api.audit.Audit;
import dev.errand.api.audit.AuditEvent;
import dev.errand.api.guesses.Guesses;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What an authenticator app, or a recovery code, proves when its user signs in. */
@ApplicationScoped
public class TotpFactor {
  private final TotpTable apps;
  private final RecoveryCodes recovery;
  private final TotpSecrets secrets;
  private final Guesses guesses;
  private final Audit audit;
  private final Clock clock;

  TotpFactor(
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

  /** Whether the user has to prove it. */
  public Uni<Boolean> isOn(UUID user) {
    return Panache.withSession(() -> apps.confirmed(user)).map(Optional::isPresent);
  }

  /**
   * Whether the code is one that the user's app shows about now, or one of its recovery codes, and
   * was never used before: afterwards it is. Wrong ones are counted per user, so that who knows the
   * password cannot begin one sign-in after the other to guess on; fails with {@code
   * too_many_attempts} then. Must not be called inside a transaction, which could roll the use
   * back.
   */
  public Uni<Boolean> proves(UUID user, String code) {
    String typed = code.strip().replace(" ", "");
    return guesses.compare(
        guesses.ofFactor(user),
        () -> Panache.withTransaction(() -> use(user, typed)),
        proved -> proved);
  }

  private Uni<Boolean> use(UUID user, String code) {
    return apps.confirmed(user).chain(app -> app.isEmpty() ? no() : use(app.get(), code));
  }

  private Uni<Boolean> use(TotpEntity app, String code) {
    if (!TotpCodes.looksLikeOne(code)) {
      return recovery
          .use(app.userId, code)
          .call(used -> used ? recordRecovery(app.userId) : Uni.createFrom().voidItem());
    }
    OptionalLong step =
        TotpCodes.stepOf(secrets.decrypt(app.userId, app.secret), code, clock.instant());
    return step.isPresent() ? apps.use(app.userId, step.getAsLong()) : no();
  }

  private Uni<Void> recordRecovery(UUID user) {
    return audit.recordInSession(AuditEvent.ofUser("recovery-code.used", user));
  }

  private static Uni<Boolean> no() {
    return Uni.createFrom().item(false);
  }
}
