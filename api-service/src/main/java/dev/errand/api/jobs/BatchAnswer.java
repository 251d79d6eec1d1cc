package dev.errand.api.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.model.job.JobId;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.problem.FieldError;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of each job of a batch, in order. */
record BatchAnswer(List<Item> items, int created, int failed) {

  static BatchAnswer of(List<Item> items, int created) {
    int failed = (int) items.stream().filter(item -> item.problem() != null).count();
    return new BatchAnswer(items, created, failed);
  }

  /**
   * @throws ErrandException that names the jobs whose unique keys are taken: what else can be wrong
   *     is known before they are stored
   */
  void requireNoFailure() {
    List<FieldError> errors =
        items.stream()
            .filter(item -> item.problem() != null)
            .map(
                item ->
                    new FieldError(
                        "#/jobs/" + item.index() + "/uniqueKey",
                        Objects.requireNonNull(item.problem()).detail()))
            .toList();
    if (!errors.isEmpty()) {
      throw ErrandException.invalid(ErrorCode.UNIQUE_CONFLICT, errors);
    }
  }

  /**
   * One job: its id, or why it was refused.
   *
   * @param returned true for the id of an earlier job that has its unique key and stands for it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(
      int index, @Nullable JobId id, @Nullable Boolean returned, @Nullable Problem problem) {
    static Item created(int index, JobId id) {
      return new Item(index, id, null, null);
    }

    static Item returned(int index, JobId id) {
      return new Item(index, id, true, null);
    }

    static Item refused(int index, ErrandException problem) {
      return new Item(index, null, null, Problem.of(problem));
    }
  }

  /** A problem document's members, without those that belong to a whole answer. */
  record Problem(
      String type,
      String title,
      int status,
      String detail,
      String code,
      List<FieldError> errors,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String existing) {
    static Problem of(ErrandException problem) {
      var code = problem.code();
      return new Problem(
          "/problems/" + code.wire(),
          code.title(),
          code.status(),
          problem.detail(),
          code.wire(),
          problem.errors(),
          problem.existing());
    }
  }
}
