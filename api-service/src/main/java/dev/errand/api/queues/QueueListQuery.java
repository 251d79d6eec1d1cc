package dev.errand.api.queues;

import dev.errand.api.web.Pointers;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query of a list of queues, as text from the URL. */
class QueueListQuery {
  private static final Set<String> KNOWN = Set.of("limit", "cursor");
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  @Context @Nullable UriInfo uri;

  @QueryParam("limit")
  @Nullable String limit;

  @QueryParam("cursor")
  @Nullable String cursor;

  /** The query, checked. */
  record Page(@Nullable QueueName after, int limit) {}

  /**
   * @throws ErrandException with every wrong parameter
   */
  Page page(TenantId tenant) {
    List<FieldError> errors = new ArrayList<>();
    Objects.requireNonNull(uri).getQueryParameters().keySet().stream()
        .filter(name -> !KNOWN.contains(name))
        .limit(10)
        .map(name -> "#/" + Pointers.escape(name, 100))
        .forEach(pointer -> errors.add(new FieldError(pointer, "is not a parameter of this list")));
    int size = size();
    if (size == 0) {
      errors.add(new FieldError("#/limit", "must be from 1 to " + MAX_LIMIT));
    }
    if (!errors.isEmpty()) {
      throw ErrandException.invalid(errors);
    }
    return new Page(QueueCursor.read(cursor, tenant), size);
  }

  /** The size of a page; 0 where what was asked for is none. */
  private int size() {
    try {
      int size = limit == null ? DEFAULT_LIMIT : Integer.parseInt(limit);
      return size >= 1 && size <= MAX_LIMIT ? size : 0;
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }
}
