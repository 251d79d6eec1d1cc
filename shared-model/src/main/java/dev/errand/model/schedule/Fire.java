package dev.errand.model.schedule;

import dev.errand.model.attempt.Text;
import dev.errand.model.job.JobId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One due moment of a schedule and what came of it.
 *
 * @param fireAt when it was due
 * @param at when it was attended to
 * @param jobId the job that it made; null where it made none
 * @param skipped why it made none: {@code missed}, {@code overlap}, or {@code unusable: …}
 */
public record Fire(Instant fireAt, Instant at, @Nullable JobId jobId, @Nullable String skipped) {
  /** Nobody was there in time. */
  public static final String MISSED = "missed";

  /** The job of an earlier fire was unfinished. */
  public static final String OVERLAP = "overlap";

  /** The schedule's definition cannot be used, or its job cannot be stored. */
  public static String unusable(String why) {
    return Text.storable("unusable: " + why, 500);
  }
}
