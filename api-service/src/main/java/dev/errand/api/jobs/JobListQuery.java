package dev.errand.api.jobs;

import dev.errand.api.web.Cursor;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.JobFilter;
import jakarta.ws.rs.QueryParam;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The query of a list, as text from the URL. */
class JobListQuery extends JobFilterQuery {
  private static final Set<String> KNOWN =
      Stream.concat(NAMES.stream(), Stream.of("state", "sort", "limit", "cursor"))
          .collect(Collectors.toUnmodifiableSet());
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  @QueryParam("state")
  @Nullable List<String> states;

  @QueryParam("sort")
  @Nullable String sort;

  @QueryParam("limit")
  @Nullable String limit;

  @QueryParam("cursor")
  @Nullable String cursor;

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
    problems.refuseOthersThan(KNOWN, uri);
    JobFilter filter = filter(owner, states(problems), oldestFirst(problems), problems);
    int size = limit(problems);
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
    @Nullable UUID last = Cursor.read(cursor, filter);
    return new Page(filter, last == null ? null : new JobId(last), size);
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
