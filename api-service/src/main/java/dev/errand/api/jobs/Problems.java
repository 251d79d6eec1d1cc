package dev.errand.api.jobs;

import dev.errand.api.web.Pointers;
import dev.errand.model.attempt.Text;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import jakarta.ws.rs.core.UriInfo;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a request, field by field, so that a client hears all of it. */
public final class Problems {
  private static final Duration LONGEST = Duration.ofDays(3660);

  private final List<FieldError> errors = new ArrayList<>();

  public void add(String pointer, String detail) {
    errors.add(new FieldError(pointer, detail));
  }

  public void addAll(List<FieldError> found) {
    errors.addAll(found);
  }

  /** What is wrong with a part of the request that was looked at by itself. */
  void addAll(ErrandException problem, String part) {
    if (problem.errors().isEmpty()) {
      add(part, problem.detail());
    }
    problem.errors().forEach(error -> add(part + error.pointer().substring(1), error.detail()));
  }

  /** A filter with a typo would otherwise mean everything. */
  void refuseOthersThan(Set<String> known, @Nullable UriInfo query) {
    Objects.requireNonNull(query).getQueryParameters().keySet().stream()
        .filter(name -> !known.contains(name))
        .limit(10)
        .forEach(name -> add("#/" + Pointers.escape(name, 100), "is not a parameter of this list"));
  }

  public boolean isEmpty() {
    return errors.isEmpty();
  }

  public ErrandException exception() {
    return ErrandException.invalid(errors);
  }

  /** What the words say of themselves; the fallback where they refuse. */
  public <T extends @Nullable Object> T check(Supplier<? extends T> value, T fallback) {
    try {
      return value.get();
    } catch (ErrandException refused) {
      errors.addAll(refused.errors());
      return fallback;
    }
  }

  public @Nullable String text(String pointer, @Nullable String value, int max) {
    if (value == null) {
      return null;
    }
    if (value.isBlank() || value.length() > max) {
      add(pointer, "must have 1 to " + max + " characters");
    } else if (!Text.isStorable(value)) {
      add(pointer, "must not contain NUL or half a surrogate pair");
    }
    return value;
  }

  public @Nullable Instant moment(String pointer, @Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      Instant moment = OffsetDateTime.parse(value).toInstant();
      if (moment.isBefore(Instant.EPOCH)
          || moment.isAfter(Instant.EPOCH.plus(Duration.ofDays(3_000_000)))) {
        add(pointer, "is out of range");
        return null;
      }
      return moment;
    } catch (DateTimeException malformed) {
      add(pointer, "must be an RFC 3339 timestamp such as 2026-01-31T12:00:00Z");
      return null;
    }
  }

  /** A duration of at least a millisecond and at most ten years. */
  public @Nullable Duration duration(String pointer, @Nullable String value) {
    if (value == null) {
      return null;
    }
    try {
      Duration duration = Duration.parse(value);
      if (duration.compareTo(Duration.ofMillis(1)) < 0 || duration.compareTo(LONGEST) > 0) {
        add(pointer, "must be from PT0.001S to ten years");
        return null;
      }
      return duration;
    } catch (DateTimeException malformed) {
      add(pointer, "must be an ISO 8601 duration such as PT30S");
      return null;
    }
  }
}
