package dev.errand.api.jobs;

import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.JobFilter;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which jobs are meant, as text from the URL. */
class JobFilterQuery {
  static final Set<String> NAMES =
      Set.of("type", "queue", "tag", "q", "createdFrom", "createdTo", "tenant");

  @Context @Nullable UriInfo uri;

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

  @QueryParam("tenant")
  @Nullable String tenant;

  /**
   * @param owner whose jobs; null for those of the {@code tenant} parameter or of all
   * @throws dev.errand.model.problem.ErrandException with every wrong parameter
   */
  JobFilter filter(@Nullable TenantId owner) {
    var problems = new Problems();
    problems.refuseOthersThan(NAMES, uri);
    JobFilter filter = filter(owner, Set.of(), false, problems);
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
    return filter;
  }

  JobFilter filter(
      @Nullable TenantId owner, Set<JobState> states, boolean oldestFirst, Problems problems) {
    return new JobFilter(
        owner == null ? tenant(problems) : owner,
        states,
        blank(type)
            ? null
            : problems.<@Nullable JobType>check(() -> new JobType(String.valueOf(type)), null),
        blank(queue)
            ? List.of()
            : problems.check(() -> List.of(new QueueName(String.valueOf(queue))), List.of()),
        blank(tag) ? null : problems.text("#/tag", tag, 64),
        blank(text) ? null : problems.text("#/q", text, 200),
        problems.moment("#/createdFrom", createdFrom),
        problems.moment("#/createdTo", createdTo),
        List.of(),
        oldestFirst,
        null);
  }

  static boolean blank(@Nullable String value) {
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
}
