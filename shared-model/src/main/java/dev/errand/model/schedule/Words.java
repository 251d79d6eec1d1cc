package dev.errand.model.schedule;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Looks constants up by their words. */
final class Words {
  private Words() {}

  static <T> Optional<T> find(T[] constants, Function<T, String> word, String wire) {
    return Arrays.stream(constants).filter(constant -> word.apply(constant).equals(wire)).findAny();
  }
}
