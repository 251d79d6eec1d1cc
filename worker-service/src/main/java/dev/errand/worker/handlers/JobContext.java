package dev.errand.worker.handlers;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/** What a handler may know of its attempt, and what it may say. Safe for any thread. */
public interface JobContext {
  JobId id();

  TenantId tenant();

  /** The number of this attempt, from 1; rises by one for every counted attempt. */
  int attempt();

  /** Attempts in the present set, this one included: 1 again after a retry by hand. */
  int tries();

  /** When the job must be over. */
  Optional<Instant> deadline();

  /** Larger at every claim of this job: hand it to what you write to, and refuse smaller ones. */
  long fencingToken();

  /** The W3C trace that the job was submitted in, to be continued in calls to others. */
  Optional<String> traceparent();

  /**
   * Says how far the attempt is. Cheap: the last value wins, and is sent a few times a second.
   *
   * @param done at most {@code total}
   * @param total more than zero
   */
  void progress(long done, long total, String message);

  /** The job's own log, shown beside it. */
  JobLog log();

  /** Whether somebody wants this attempt to stop, or its lease is lost. */
  boolean cancelled();

  /**
   * Goes on only if nobody wants the attempt to stop.
   *
   * @throws JobCancelled if somebody does; let it through
   */
  void checkpoint();

  /**
   * As {@link #checkpoint()}, and keeps a state for the next attempt, durably before it returns.
   *
   * @param state written as JSON, at most 1 MiB
   */
  void checkpoint(Object state);

  /** What an earlier attempt kept. */
  <T> Optional<T> lastCheckpoint(Class<T> type);
}
