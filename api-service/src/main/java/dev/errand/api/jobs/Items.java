package dev.errand.api.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that fits on one page. */
record Items<T>(List<T> items, @Nullable String nextCursor) {
  static <T> Items<T> all(List<T> items) {
    return new Items<>(items, null);
  }
}
