package dev.errand.store.sql;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Array literals, for an array inside an array parameter, which {@code unnest} would flatten. */
public final class PgArray {
  private PgArray() {}

  /** Such as <code>{"a","b"}</code>; null for no elements. PostgreSQL 18 §8.15.2. */
  public static @Nullable String literal(List<String> elements) {
    if (elements.isEmpty()) {
      return null;
    }
    return elements.stream()
        .map(element -> '"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }
}
