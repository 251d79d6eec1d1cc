package dev.errand.api.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.model.job.JobId;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each job of a batch, in order. */
record BatchAnswer(List<Item> items, int created, int failed) {

  /** One job: its id, or why it was refused. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Item(int index, @Nullable JobId id, @Nullable Problem problem) {
    static Item created(int index, JobId id) {
      return new Item(index, id, null);
    }

    static Item refused(int index, ErrandException problem) {
      return new Item(index, null, Problem.of(problem));
    }
  }

  /** A problem document's members, without those that belong to a whole answer. */
  record Problem(
      String type, String title, int status, String detail, String code, List<FieldError> errors) {
    static Problem of(ErrandException problem) {
      var code = problem.code();
      return new Problem(
          "/problems/" + code.wire(),
          code.title(),
          code.status(),
          problem.detail(),
          code.wire(),
          problem.errors());
    }
  }
}
