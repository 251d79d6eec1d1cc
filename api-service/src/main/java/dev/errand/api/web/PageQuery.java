package dev.errand.api.web;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which page of a list, as text from the URL; lists with filters extend it. */
public class PageQuery {
  private static final Set<String> KNOWN = Set.of("limit", "cursor");
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  @Context @Nullable UriInfo uri;

  @QueryParam("limit")
  @Nullable String limit;

  @QueryParam("cursor")
  @Nullable String cursor;

  /**
   * The query, checked.
   *
   * @param after the last id of the page before; null for the first page
   * @param list what tells this list from others
   */
  public record Page(@Nullable UUID after, int limit, String list) {
    /** What belongs on the page of a list that was asked for one more than that. */
    public <T> List<T> cut(List<T> found) {
      return found.size() > limit ? found.subList(0, limit) : found;
    }

    /** The cursor of the next page; null where there is none. */
    public @Nullable String next(int found, UUID last) {
      return found > limit ? Cursor.after(last, list) : null;
    }
  }

  /**
   * @throws ErrandException with every wrong parameter
   */
  public Page page(String list) {
    return page(list, Set.of());
  }

  /**
   * @param filters parameters of this list besides those of its pages
   * @throws ErrandException with every wrong parameter
   */
  protected Page page(String list, Set<String> filters) {
    List<FieldError> errors = new ArrayList<>();
    Objects.requireNonNull(uri).getQueryParameters().keySet().stream()
        .filter(name -> !KNOWN.contains(name) && !filters.contains(name))
        .limit(10)
        .map(name -> "#/" + Pointers.escape(name, 100))
        .forEach(name -> errors.add(new FieldError(name, "is not a parameter of this list")));
    int size = limit(errors);
    if (!errors.isEmpty()) {
      throw ErrandException.invalid(errors);
    }
    return new Page(Cursor.read(cursor, list), size, list);
  }

  private int limit(List<FieldError> errors) {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int number = Integer.parseInt(limit);
      if (number >= 1 && number <= MAX_LIMIT) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // said below
    }
    errors.add(new FieldError("#/limit", "must be from 1 to " + MAX_LIMIT));
    return DEFAULT_LIMIT;
  }
}
