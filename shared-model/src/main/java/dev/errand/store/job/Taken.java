package dev.errand.store.job;

import dev.errand.model.event.JobEvent;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobId;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import java.util.List;

/**
 * What became of jobs that somebody wanted stored.
 *
 * @param fates one for each, in order
 * @param stored those that were
 * @param replaced news of jobs that had to give way
 */
public record Taken(List<Fate> fates, List<Job> stored, List<JobEvent> replaced) {

  /** What became of one. */
  public sealed interface Fate {
    /** It is stored. */
    record Stored(JobId id) implements Fate {}

    /** Another one has its unique key and stands for it. */
    record Existing(String key, JobId holder) implements Fate {}

    /** Another one has its unique key. */
    record Refused(String key, JobId holder) implements Fate {
      public ErrandException problem() {
        return conflict(key, holder);
      }
    }
  }

  /** All of them were stored. */
  public static Taken all(List<Job> stored) {
    return new Taken(
        stored.stream().<Fate>map(job -> new Fate.Stored(job.id())).toList(), stored, List.of());
  }

  /** The problem of a job whose unique key another one has. */
  public static ErrandException conflict(String key, JobId holder) {
    return ErrandException.conflict(
        ErrorCode.UNIQUE_CONFLICT,
        "the unfinished job %s has the unique key '%s'".formatted(holder, key),
        holder.toString());
  }
}
