package dev.errand.api.operations;

import dev.errand.api.jobs.Problems;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.JobType;
import dev.errand.model.operation.BulkAction;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.JobFilter;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is valid in a {@link BulkRequest}. */
final class BulkRules {
  private static final int MOST_IDS = 1000;

  private BulkRules() {}

  /** A request that is valid. */
  record Accepted(BulkAction action, JobFilter filter, boolean dryRun, @Nullable Long expected) {}

  /**
   * @throws dev.errand.model.problem.ErrandException with everything that is wrong
   */
  static Accepted accept(BulkRequest request, Principal caller) {
    var problems = new Problems();
    Optional<BulkAction> action = BulkAction.of(String.valueOf(request.action()));
    if (action.isEmpty()) {
      problems.add("#/action", "must be retry, cancel, delete or run");
    }
    BulkRequest.Filter asked =
        Objects.requireNonNullElse(request.filter(), BulkRequest.Filter.EMPTY);
    JobFilter filter = filter(asked, caller, problems);
    // An empty list of ids is a selection of nothing, not of everything.
    boolean nothing = asked.ids() != null && asked.ids().isEmpty();
    if (nothing) {
      problems.add("#/filter/ids", "must have 1 to " + MOST_IDS + " elements");
    } else if (problems.isEmpty() && filter.isEmpty() && !Boolean.TRUE.equals(request.all())) {
      problems.add("#/filter", "is empty: say all: true if every job is meant");
    }
    @Nullable Long expected = request.expectedCount();
    if (expected != null && expected < 0) {
      problems.add("#/expectedCount", "must not be negative");
    }
    if (!problems.isEmpty()) {
      throw problems.exception();
    }
    requireAllowed(filter, caller);
    boolean dryRun = Boolean.TRUE.equals(request.dryRun());
    return new Accepted(action.orElseThrow(), filter, dryRun, expected);
  }

  // An operation is of one queue or of all, and all is too much for a key that is limited to some.
  private static void requireAllowed(JobFilter filter, Principal caller) {
    boolean allowed =
        !caller.isLimited()
            || !filter.queues().isEmpty() && filter.queues().stream().allMatch(caller::mayUse);
    if (!allowed) {
      throw new ErrandException(
          ErrorCode.FORBIDDEN,
          "the key is limited to some queues: name one of them in filter.queue");
    }
  }

  private static JobFilter filter(BulkRequest.Filter asked, Principal caller, Problems problems) {
    @Nullable String type = asked.type();
    @Nullable String queue = asked.queue();
    return new JobFilter(
        tenant(asked.tenant(), caller, problems),
        states(asked.state(), problems),
        type == null ? null : problems.<@Nullable JobType>check(() -> new JobType(type), null),
        queue == null ? List.of() : problems.check(() -> List.of(new QueueName(queue)), List.of()),
        problems.text("#/filter/tag", asked.tag(), 64),
        problems.text("#/filter/q", asked.q(), 200),
        problems.moment("#/filter/createdFrom", asked.createdFrom()),
        problems.moment("#/filter/createdTo", asked.createdTo()),
        ids(asked.ids(), problems),
        false,
        null);
  }

  private static TenantId tenant(@Nullable String tenant, Principal caller, Problems problems) {
    if (tenant == null) {
      return caller.tenant();
    }
    if (!caller.admin()) {
      problems.add("#/filter/tenant", "is for operators");
      return caller.tenant();
    }
    return JobId.parse(tenant)
        .map(id -> new TenantId(id.value()))
        .orElseGet(
            () -> {
              problems.add("#/filter/tenant", "must be a tenant's id");
              return caller.tenant();
            });
  }

  private static Set<JobState> states(@Nullable List<String> words, Problems problems) {
    Set<JobState> states = EnumSet.noneOf(JobState.class);
    for (String word : words == null ? List.<String>of() : words) {
      JobState.of(String.valueOf(word))
          .ifPresentOrElse(
              states::add, () -> problems.add("#/filter/state", "must be states of jobs"));
    }
    return states;
  }

  private static List<JobId> ids(@Nullable List<String> texts, Problems problems) {
    if (texts == null) {
      return List.of();
    }
    if (texts.size() > MOST_IDS) {
      problems.add("#/filter/ids", "must have 1 to " + MOST_IDS + " elements");
      return List.of();
    }
    Set<JobId> ids = new LinkedHashSet<>();
    for (int i = 0; i < texts.size(); i++) {
      Optional<JobId> id = JobId.parse(String.valueOf(texts.get(i)));
      if (id.isEmpty()) {
        problems.add("#/filter/ids/" + i, "must be a job's id");
      }
      id.ifPresent(ids::add);
    }
    return List.copyOf(ids);
  }
}
