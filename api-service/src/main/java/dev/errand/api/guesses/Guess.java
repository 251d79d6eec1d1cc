package dev.errand.api.guesses;

import dev.errand.store.guess.GuessCount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One guess, and where it counts.
 *
 * @param account at whom it is aimed, cleared by a right guess
 * @param address where it comes from, which gets its guess back when it was right
 */
public record Guess(@Nullable GuessCount account, @Nullable GuessCount address) {

  List<GuessCount> counts() {
    List<GuessCount> counts = new ArrayList<>(2);
    if (account != null) {
      counts.add(account);
    }
    if (address != null) {
      counts.add(address);
    }
    return counts;
  }
}
