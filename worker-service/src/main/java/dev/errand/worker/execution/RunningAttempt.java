package dev.errand.worker.execution;

import dev.errand.model.lease.ClaimedJob;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One attempt from claim to outcome: whether it should stop and why, and who may still say how it
 * ended. Its thread, the heartbeat and the watchdog meet here.
 */
public final class RunningAttempt {
  /** Why an attempt should stop. The first reason stays. */
  public enum Stop {
    /** Somebody called the job off. */
    CANCELLED,
    /** It took longer than the job allows. */
    TIMED_OUT,
    /** The worker stops and hands the job back. */
    DRAINED,
    /** The lease is no longer ours; whatever it says is void. */
    LEASE_LOST
  }

  private final ClaimedJob job;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile long renewedAt;
  private volatile long begunAt;
  private volatile @Nullable Stop stop;
  private @Nullable Thread thread;

  /**
   * @param claimedAt {@link System#nanoTime} from before the claim was sent
   */
  public RunningAttempt(ClaimedJob job, long claimedAt) {
    this.job = job;
    this.renewedAt = claimedAt;
  }

  public ClaimedJob job() {
    return job;
  }

  /** {@link System#nanoTime} from before the last successful claim or heartbeat was sent. */
  public long renewedAt() {
    return renewedAt;
  }

  public void renewed(long at) {
    renewedAt = at;
  }

  public @Nullable Stop stop() {
    return stop;
  }

  /** Whether its lease may still be ours. */
  public boolean mayHold() {
    return stop != Stop.LEASE_LOST;
  }

  /** Tells the attempt to stop: its thread is interrupted, or never begins. */
  public synchronized void stop(Stop reason) {
    if (stop == null || reason == Stop.LEASE_LOST) {
      stop = reason;
    }
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** Binds the thread that runs it. */
  synchronized void begin(Thread runner) {
    begunAt = System.nanoTime();
    thread = runner;
    if (stop != null) {
      runner.interrupt();
    }
  }

  /** For how long it has run until now; negative if it never began. */
  long ranMillis() {
    return begunAt == 0 ? -1 : TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunAt);
  }

  /** Lets the thread go: from now on it cannot be interrupted for this attempt's sake. */
  synchronized void leave() {
    thread = null;
    boolean unused = Thread.interrupted();
  }

  /** Whether the caller is the first to say how it ended; only that word counts. */
  public boolean end() {
    return ended.compareAndSet(false, true);
  }

  public boolean hasEnded() {
    return ended.get();
  }
}
