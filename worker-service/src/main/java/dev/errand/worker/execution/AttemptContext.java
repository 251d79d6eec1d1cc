package dev.errand.worker.execution;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.Text;
import dev.errand.model.job.JobId;
import dev.errand.model.job.Progress;
import dev.errand.model.tenant.TenantId;
import dev.errand.worker.handlers.JobCancelled;
import dev.errand.worker.handlers.JobContext;
import dev.errand.worker.handlers.JobLog;
import dev.errand.worker.progress.Reports;
import java.time.Instant;
import java.util.Optional;

/** The context of one attempt. */
final class AttemptContext implements JobContext, JobLog {
  private static final int MAX_PROGRESS_MESSAGE = 500;

  private final RunningAttempt attempt;
  private final Reports reports;
  private final Checkpoints checkpoints;

  AttemptContext(RunningAttempt attempt, Reports reports, Checkpoints checkpoints) {
    this.attempt = attempt;
    this.reports = reports;
    this.checkpoints = checkpoints;
  }

  @Override
  public JobId id() {
    return attempt.job().lease().job();
  }

  @Override
  public TenantId tenant() {
    return attempt.job().lease().tenant();
  }

  @Override
  public int attempt() {
    return attempt.job().lease().attempt();
  }

  @Override
  public int tries() {
    return attempt.job().failures();
  }

  @Override
  public Optional<Instant> deadline() {
    return Optional.ofNullable(attempt.job().deadlineAt());
  }

  @Override
  public long fencingToken() {
    return attempt.job().lease().token().value();
  }

  @Override
  public Optional<String> traceparent() {
    return Optional.ofNullable(attempt.job().traceparent());
  }

  @Override
  public void progress(long done, long total, String message) {
    if (total <= 0) {
      throw new IllegalArgumentException("total must be more than zero");
    }
    long percent = Math.clamp(Math.round(100.0 * done / total), 0, 100);
    if (!attempt.hasEnded()) {
      reports.progress(
          attempt.job().lease(),
          new Progress((int) percent, Text.storable(message, MAX_PROGRESS_MESSAGE)));
    }
  }

  @Override
  public JobLog log() {
    return this;
  }

  @Override
  public boolean cancelled() {
    return attempt.stop() != null;
  }

  @Override
  public void checkpoint() {
    if (cancelled()) {
      throw new JobCancelled();
    }
  }

  @Override
  public void checkpoint(Object state) {
    checkpoint();
    checkpoints.save(state);
  }

  @Override
  public <T> Optional<T> lastCheckpoint(Class<T> type) {
    return checkpoints.last(type);
  }

  @Override
  public void debug(String message) {
    line("debug", message);
  }

  @Override
  public void info(String message) {
    line("info", message);
  }

  @Override
  public void warn(String message) {
    line("warn", message);
  }

  @Override
  public void error(String message) {
    line("error", message);
  }

  private void line(String level, String message) {
    reports.log(attempt.job().lease(), level, Text.storable(message, AttemptError.MAX_MESSAGE));
  }
}
