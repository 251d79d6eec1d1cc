package dev.errand.api.accounts;

import dev.errand.store.challenge.LivingChallenge;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What comes after the password, for users who want more than that to be asked. */
@ApplicationScoped
class SecondStep {
  private final HalfSignIns signIns;
  private final SecondFactors factors;
  private final MessageCodes codes;
  private final Users users;
  private final Admission admission;

  SecondStep(
      HalfSignIns signIns,
      SecondFactors factors,
      MessageCodes codes,
      Users users,
      Admission admission) {
    this.signIns = signIns;
    this.factors = factors;
    this.codes = codes;
    this.users = users;
    this.admission = admission;
  }

  /** A session for who has proven the password, unless its user wants more to be proven. */
  Uni<LoginAnswer> afterPassword(UserEntity user, Device device) {
    return factors
        .channels(user)
        .chain(
            channels ->
                channels.isPresent()
                    ? signIns.open(user, channels.get())
                    : admission.admit(user, device));
  }

  /** Orders a code. */
  Uni<Void> send(String name, @Nullable String channel) {
    return signIns
        .countSend(name)
        .chain(signIn -> user(signIn.user()).chain(user -> codes.send(user, signIn.id(), channel)));
  }

  /** A session for who has proven the rest as well. */
  Uni<SignedIn> finish(String name, String code, Device device) {
    return signIns
        .countTry(name)
        .chain(
            signIn ->
                user(signIn.user()).chain(user -> finish(user, signIn, code.strip(), device)));
  }

  private Uni<SignedIn> finish(
      UserEntity user, LivingChallenge signIn, String code, Device device) {
    Admission.requireAllowed(user);
    return factors
        .prove(user, signIn, code)
        .invoke(
            proven -> {
              if (!proven || !HalfSignIns.knowsPassword(signIn, user)) {
                throw HalfSignIns.over();
              }
            })
        .chain(() -> signIns.use(signIn))
        .chain(() -> admission.admit(user, device));
  }

  private Uni<UserEntity> user(UUID id) {
    return Panache.withSession(() -> users.findById(id))
        .onItem()
        .ifNull()
        .failWith(HalfSignIns::over);
  }
}
