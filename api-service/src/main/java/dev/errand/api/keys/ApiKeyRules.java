package dev.errand.api.keys;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Permission;
import dev.errand.model.tenant.Principal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is valid in an {@link ApiKeyRequest}. */
final class ApiKeyRules {
  private static final int LONGEST_NAME = 100;
  private static final int MOST_QUEUES = 20;

  private final List<FieldError> errors = new ArrayList<>();

  private ApiKeyRules() {}

  /** A request that is valid. */
  record Accepted(
      String name, List<Permission> scopes, List<QueueName> queues, @Nullable Instant expiresAt) {}

  /**
   * @throws ErrandException with everything that is wrong
   */
  static Accepted accept(ApiKeyRequest request, Principal maker, Instant now) {
    var rules = new ApiKeyRules();
    var accepted =
        new Accepted(
            rules.name(request.name()),
            rules.scopes(request.scopes(), maker),
            rules.queues(request.queues()),
            rules.expiry(request.expiresAt(), now));
    if (!rules.errors.isEmpty()) {
      throw ErrandException.invalid(rules.errors);
    }
    return accepted;
  }

  private void wrong(String pointer, String detail) {
    errors.add(new FieldError(pointer, detail));
  }

  private String name(@Nullable String name) {
    boolean fine =
        name != null
            && !name.isBlank()
            && name.codePointCount(0, name.length()) <= LONGEST_NAME
            && name.codePoints().noneMatch(Character::isISOControl);
    if (!fine) {
      wrong("#/name", "must have 1 to " + LONGEST_NAME + " printable characters");
    }
    return String.valueOf(name);
  }

  private List<Permission> scopes(@Nullable List<@Nullable String> words, Principal maker) {
    Set<Permission> scopes = EnumSet.noneOf(Permission.class);
    if (words == null || words.isEmpty()) {
      wrong("#/scopes", "must have at least one of " + Permission.wires(Permission.SCOPES));
      return List.of();
    }
    for (int i = 0; i < words.size(); i++) {
      @Nullable Permission scope = Permission.of(String.valueOf(words.get(i))).orElse(null);
      if (scope == null || !Permission.SCOPES.contains(scope)) {
        wrong("#/scopes/" + i, "must be one of " + Permission.wires(Permission.SCOPES));
      } else if (!maker.may(scope)) {
        wrong("#/scopes/" + i, "is more than you may do yourself");
      } else {
        scopes.add(scope);
      }
    }
    return List.copyOf(scopes);
  }

  private List<QueueName> queues(@Nullable List<@Nullable String> names) {
    Set<String> queues = new TreeSet<>();
    List<@Nullable String> asked = Objects.requireNonNullElse(names, List.<@Nullable String>of());
    if (asked.size() > MOST_QUEUES) {
      wrong("#/queues", "must have at most " + MOST_QUEUES + " elements");
      return List.of();
    }
    for (int i = 0; i < asked.size(); i++) {
      try {
        queues.add(new QueueName(String.valueOf(asked.get(i))).value());
      } catch (ErrandException malformed) {
        wrong("#/queues/" + i, malformed.errors().getFirst().detail());
      }
    }
    return queues.stream().map(QueueName::new).toList();
  }

  private @Nullable Instant expiry(@Nullable String text, Instant now) {
    if (text == null) {
      return null;
    }
    try {
      Instant moment = OffsetDateTime.parse(text).toInstant();
      if (moment.isAfter(now)) {
        return moment;
      }
      wrong("#/expiresAt", "must be in the future");
    } catch (DateTimeParseException notAMoment) {
      wrong("#/expiresAt", "must be a time such as 2031-01-31T12:00:00Z");
    }
    return null;
  }
}
