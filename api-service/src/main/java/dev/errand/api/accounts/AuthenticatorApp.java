package dev.errand.api.accounts;

import dev.errand.api.totp.AppAddress;
import dev.errand.api.totp.TotpEnrolment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Lets users take an authenticator app as second factor, and do without it again. */
@ApplicationScoped
class AuthenticatorApp {
  private final PasswordProof proof;
  private final TotpEnrolment enrolment;
  private final AppAddress address;

  AuthenticatorApp(PasswordProof proof, TotpEnrolment enrolment, AppAddress address) {
    this.proof = proof;
    this.enrolment = enrolment;
    this.address = address;
  }

  Uni<TotpBegun> begin(UUID user) {
    return proof
        .find(user)
        .chain(known -> enrolment.begin(user).map(secret -> shown(known, secret)));
  }

  private TotpBegun shown(UserEntity user, byte[] secret) {
    String login =
        Optional.ofNullable(user.email).orElseGet(() -> Objects.requireNonNull(user.username));
    return new TotpBegun(AppAddress.base32(secret), address.of(login, secret));
  }

  Uni<RecoveryCodesView> confirm(UUID user, String code) {
    return enrolment.confirm(user, code).map(RecoveryCodesView::new);
  }

  /** Takes the password: a stolen session must not take the second factor away. */
  Uni<Void> remove(UUID user, String password, Device device) {
    return proof
        .find(user)
        .chain(known -> proof.require(known, "#/password", password, device))
        .chain(() -> enrolment.remove(user));
  }
}
