package dev.errand.api.accounts;

import dev.errand.store.challenge.LivingChallenge;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** A way of proving, beside the password, that it is really you. Every bean of it is one. */
interface SecondFactor {
  /** Whether the user wants to be asked for it. */
  Uni<Boolean> isOn(UserEntity user);

  /** The words for it among {@code channels}, for a user who has it on. */
  List<String> channels(UserEntity user);

  /**
   * Whether the code proves it. A try of the sign-in was counted before, and the sign-in is used up
   * afterwards.
   */
  Uni<Boolean> proves(UserEntity user, LivingChallenge signIn, String code);
}
