package dev.errand.api.guesses;

import dev.errand.store.guess.GuessCount;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One guess, and where it counts.
 *
 * @param account at whom it is aimed, cleared by a right guess
 * @param address where it comes from, which gets its guess back when it was right
 */
public record Guess(@Nullable GuessCount account, @Nullable GuessCount address) {

  List<GuessCount> counts() {
    return Stream.of(account, address)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }
}
