package dev.errand.api.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.store.job.JobFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One action on every job that matches.
 *
 * @param expectedCount how many the caller believes to match; refused when it is another number
 * @param all has to be true where the filter is empty
 */
record BulkRequest(
    @Schema(
            required = true,
            enumeration = {"retry", "cancel", "delete", "run"})
        @Nullable String action,
    @Schema(required = true) @Nullable Filter filter,
    @Schema(description = "Only count, and show a few") @Nullable Boolean dryRun,
    @Nullable Long expectedCount,
    @Schema(description = "Must be true where the filter is empty") @Nullable Boolean all) {

  /**
   * The parameters of a list.
   *
   * @param tenant an operator may name another than its own
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Filter(
      @Nullable List<String> state,
      @Nullable String type,
      @Nullable String queue,
      @Nullable String tag,
      @Nullable String q,
      @Nullable String createdFrom,
      @Nullable String createdTo,
      @Schema(maxItems = 1000) @Nullable List<String> ids,
      @Nullable String tenant) {

    static final Filter EMPTY = new Filter(null, null, null, null, null, null, null, null, null);

    /** As the caller would have written it. */
    static Filter of(JobFilter filter) {
      return new Filter(
          filter.states().stream().map(JobState::wire).toList(),
          text(filter.type()),
          filter.queues().isEmpty() ? null : filter.queues().getFirst().value(),
          filter.tag(),
          filter.text(),
          text(filter.createdFrom()),
          text(filter.createdTo()),
          filter.ids().stream().map(JobId::toString).toList(),
          null);
    }

    private static @Nullable String text(@Nullable Object word) {
      return word == null ? null : word.toString();
    }
  }
}
