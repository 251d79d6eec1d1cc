package dev.errand.api.accounts;

import dev.errand.store.challenge.LivingChallenge;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** All the ways of a user to prove itself beside the password. Any one of them is enough. */
@ApplicationScoped
class SecondFactors {
  private final List<SecondFactor> factors;

  @Inject
  SecondFactors(@All List<SecondFactor> factors) {
    this.factors = factors;
  }

  /**
   * The channels of those that the user has on. There may be none although one is on, where no
   * message can be sent just now: then nobody gets in, rather than anybody.
   *
   * @return nothing when the password is enough
   */
  Uni<Optional<List<String>>> channels(UserEntity user) {
    return on(user)
        .collect()
        .asList()
        .map(
            on ->
                on.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                        on.stream().flatMap(one -> one.channels(user).stream()).toList()));
  }

  /** Whether the code proves one of those that the user has on. */
  Uni<Boolean> prove(UserEntity user, LivingChallenge signIn, String code) {
    return on(user)
        .onItem()
        .transformToUniAndConcatenate(one -> one.proves(user, signIn, code))
        .filter(Boolean::booleanValue)
        .toUni()
        .map(first -> first != null);
  }

  private Multi<SecondFactor> on(UserEntity user) {
    return Multi.createFrom().iterable(factors).select().when(factor -> factor.isOn(user));
  }
}
