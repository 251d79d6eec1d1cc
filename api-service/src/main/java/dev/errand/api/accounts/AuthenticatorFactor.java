package dev.errand.api.accounts;

import dev.errand.api.totp.TotpFactor;
import dev.errand.store.challenge.LivingChallenge;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Codes of an authenticator app, which nobody has to send. */
@ApplicationScoped
class AuthenticatorFactor implements SecondFactor {
  private static final List<String> CHANNEL = List.of("totp");

  private final TotpFactor totp;

  AuthenticatorFactor(TotpFactor totp) {
    this.totp = totp;
  }

  @Override
  public Uni<Boolean> isOn(UserEntity user) {
    return totp.isOn(user.id);
  }

  @Override
  public List<String> channels(UserEntity user) {
    return CHANNEL;
  }

  @Override
  public Uni<Boolean> proves(UserEntity user, LivingChallenge signIn, String code) {
    return totp.proves(user.id, code);
  }
}
