package dev.errand.api.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list, mostly on one page.
 *
 * @param nextCursor where the next page begins; null on the last
 */
public record Items<T>(List<T> items, @Nullable String nextCursor) {
  /** A list that is whole. */
  public static <T> Items<T> all(List<T> items) {
    return new Items<>(items, null);
  }
}
