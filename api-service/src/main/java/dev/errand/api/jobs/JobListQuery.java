package dev.errand.api.jobs;

import dev.errand.api.web.Pointers;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.JobFilter;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The query of a list, as text from the URL. */
class JobListQuery {
  private static final Set<String> KNOWN =
      Set.of(
          "state",
          "type",
          "queue",
          "tag",
          "q",
          "createdFrom",
          "createdTo",
          "sort",
          "limit",
          "cursor",
          "tenant");
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  @Context @Nullable UriInfo uri;

  @QueryParam("state")
  @Nullable List<String> states;

  @QueryParam("type")
  @Nullable String type;

  @QueryParam("queue")
  @Nullable String queue;

  @QueryParam("tag")
  @Nullable String tag;

  @QueryParam("q")
  @Nullable String text;

  @QueryParam("createdFrom")
  @Nullable String createdFrom;

  @QueryParam("createdTo")
  @Nullable String createdTo;

  @QueryParam("sort")
  @Nullable String sort;

  @QueryParam("limit")
  @Nullable String limit;

  @QueryParam("cursor")
  @Nullable String cursor;

  @QueryParam("tenant")
  @Nullable String tenant;

  /** The query, checked. */
  record Page(JobFilter unpaged, @Nullable JobId after, int limit) {
    JobFilter filter() {
      return unpaged.after(after);
    }
  }

  /**
   * @param owner whose jobs; null for those of the {@code tenant} parameter or of all
   * @throws dev.errand.model.problem.ErrandException with every wrong parameter
   */
  Page page(@Nullable TenantId owner) {
    var problems = new Problems();
    refuseUnknown(problems);
    var filter =
        new JobFilter(
            owner == null ? tenant(problems) : owner,
            states(problems),
            blank(type)
                ? null
                : problems.<@Nullable JobType>check(() -> new JobType(String.valueOf(type)), null),
            blank(queue)
                ? null
                : problems.<@Nullable QueueName>check(
                    () -> new QueueName(String.valueOf(queue)), null),
            blank(tag) ? null : problems.text("#/tag", tag, 64),
            blank(text) ? null : problems.text("#/q", text, 200),
            problems.moment("#/createdFrom", createdFrom),
            problems.moment("#/createdTo", createdTo),
            oldestFirst(problems),
            null);
    int size = limit(problems);
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
    return new Page(filter, JobCursor.read(cursor, filter), size);
  }

  // A filter with a typo would otherwise list everything.
  private void refuseUnknown(Problems problems) {
    Objects.requireNonNull(uri).getQueryParameters().keySet().stream()
        .filter(name -> !KNOWN.contains(name))
        .limit(10)
        .forEach(
            name ->
                problems.add("#/" + Pointers.escape(name, 100), "is not a parameter of this list"));
  }

  private static boolean blank(@Nullable String value) {
    return value == null || value.isEmpty();
  }

  private @Nullable TenantId tenant(Problems problems) {
    if (blank(tenant)) {
      return null;
    }
    try {
      return new TenantId(UUID.fromString(String.valueOf(tenant)));
    } catch (IllegalArgumentException notAnId) {
      problems.add("#/tenant", "must be a tenant's id");
      return null;
    }
  }

  private Set<JobState> states(Problems problems) {
    Set<JobState> found = EnumSet.noneOf(JobState.class);
    for (String word : states == null ? List.<String>of() : states) {
      Optional<JobState> state = JobState.of(word);
      state.ifPresentOrElse(
          found::add, () -> problems.add("#/state", "'" + word + "' is no state"));
    }
    return found;
  }

  private boolean oldestFirst(Problems problems) {
    return switch (sort) {
      case null -> false;
      case "-createdAt" -> false;
      case "createdAt" -> true;
      default -> {
        problems.add("#/sort", "must be createdAt or -createdAt");
        yield false;
      }
    };
  }

  private int limit(Problems problems) {
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
    problems.add("#/limit", "must be from 1 to " + MAX_LIMIT);
    return DEFAULT_LIMIT;
  }
}
