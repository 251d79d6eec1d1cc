package dev.errand.store.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a sequence that fails shorter, as long as it still fails: larger pieces go first. */
final class Shrinking {
  private Shrinking() {}

  static <T> List<T> shrink(List<T> failing, Predicate<List<T>> fails) {
    List<T> shortest = failing;
    for (int piece = Math.max(1, failing.size() / 2); piece >= 1; piece /= 2) {
      int at = 0;
      while (at < shortest.size()) {
        List<T> without = new ArrayList<>(shortest.subList(0, at));
        without.addAll(shortest.subList(Math.min(shortest.size(), at + piece), shortest.size()));
        if (fails.test(without)) {
          shortest = without;
        } else {
          at += piece;
        }
      }
    }
    return shortest;
  }
}
