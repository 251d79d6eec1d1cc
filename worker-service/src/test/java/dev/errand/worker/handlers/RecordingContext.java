package dev.errand.worker.handlers;

import dev.errand.model.job.JobId;
import dev.errand.model.tenant.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A context for handlers without an engine: remembers what they say. */
public final class RecordingContext implements JobContext, JobLog {
  private final int attempt;
  private final int tries;
  private final JobId id = new JobId(new UUID(1, 2));
  private final List<Integer> percents = new ArrayList<>();
  private boolean cancelled;

  public RecordingContext(int attempt, int tries) {
    this.attempt = attempt;
    this.tries = tries;
  }

  List<Integer> percents() {
    return percents;
  }

  void cancel() {
    cancelled = true;
  }

  @Override
  public JobId id() {
    return id;
  }

  @Override
  public TenantId tenant() {
    return new TenantId(new UUID(3, 4));
  }

  @Override
  public int attempt() {
    return attempt;
  }

  @Override
  public int tries() {
    return tries;
  }

  @Override
  public Optional<Instant> deadline() {
    return Optional.empty();
  }

  @Override
  public long fencingToken() {
    return 1;
  }

  @Override
  public Optional<String> traceparent() {
    return Optional.of("00-11111111111111111111111111111111-2222222222222222-01");
  }

  @Override
  public void progress(long done, long total, String message) {
    percents.add((int) (100 * done / total));
  }

  @Override
  public JobLog log() {
    return this;
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  @Override
  public void checkpoint() {
    if (cancelled) {
      throw new JobCancelled();
    }
  }

  @Override
  public void checkpoint(Object state) {
    checkpoint();
  }

  @Override
  public <T> Optional<T> lastCheckpoint(Class<T> type) {
    return Optional.empty();
  }

  @Override
  public void debug(String message) {}

  @Override
  public void info(String message) {}

  @Override
  public void warn(String message) {}

  @Override
  public void error(String message) {}
}
