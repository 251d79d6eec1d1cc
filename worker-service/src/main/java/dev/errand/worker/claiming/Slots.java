package dev.errand.worker.claiming;

import dev.errand.worker.execution.RunningAttempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that run and those that wait for a slot, best first.
 *
 * <p>A claim costs a round trip, so while jobs are short a worker claims some ahead: as many as its
 * slots have been finishing within {@link #AHEAD_NANOS}. Jobs that take longer are not claimed
 * ahead, so that a free worker elsewhere gets them, and a more urgent job overtakes them.
 */
final class Slots {
  private static final long AHEAD_NANOS = 100_000_000L;
  private static final long STALE_NANOS = 200_000_000L;
  private static final int MOST_AHEAD = 4000;
  private static final double WEIGHT = 1.0 / 64;

  private record Waiting(RunningAttempt attempt, long since, long number) {}

  private final int size;
  private final Consumer<RunningAttempt> starter;
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(
          Comparator.<Waiting>comparingInt(w -> -w.attempt().job().priority())
              .thenComparingLong(Waiting::number));
  private int running;
  private int reserved;
  private boolean closed = true;
  private long numbers;
  private long lastEnd;
  private double meanNanos = Double.POSITIVE_INFINITY;

  /**
   * @param starter starts an attempt on a thread of its own and returns at once
   */
  Slots(int size, Consumer<RunningAttempt> starter) {
    this.size = size;
    this.starter = starter;
  }

  /** Lets slots be reserved, or no more. */
  synchronized void setOpen(boolean open) {
    closed = !open;
  }

  /**
   * Keeps slots free for attempts that are about to be leased, unless somebody waits for one.
   *
   * @return whether there are that many
   */
  synchronized boolean reserve(int attempts) {
    if (closed || !waiting.isEmpty() || running + reserved + attempts > size) {
      return false;
    }
    reserved += attempts;
    return true;
  }

  /** Gives reserved slots back; those who have a lease now come by {@link #add}. */
  synchronized void unreserve(int attempts) {
    reserved -= attempts;
  }

  /** Takes claimed attempts, best first, and starts what fits. */
  void add(List<RunningAttempt> claimed, long now) {
    List<RunningAttempt> ready;
    synchronized (this) {
      claimed.forEach(attempt -> waiting.add(new Waiting(attempt, now, numbers++)));
      ready = fill();
    }
    ready.forEach(starter);
  }

  /**
   * Gives a slot back and starts the next attempt in it.
   *
   * @param took how long the attempt held the slot, in nanoseconds
   * @return whether it is time to claim more
   */
  boolean free(long took, long now) {
    List<RunningAttempt> ready;
    boolean hungry;
    synchronized (this) {
      running--;
      if (running == 0) {
        notifyAll();
      }
      lastEnd = now;
      meanNanos = expected(took);
      ready = fill();
      hungry = waiting.size() <= ahead(now) / 2;
    }
    ready.forEach(starter);
    return hungry;
  }

  /** How many more attempts to claim now; 0 for none. */
  synchronized int wanted(long now) {
    int ahead = ahead(now);
    if (running + reserved >= size && waiting.size() > ahead / 2) {
      return 0; // a claim for a few costs as much as one for many
    }
    return Math.max(0, size - running - reserved + ahead - waiting.size());
  }

  /** Takes out what has waited too long for a slot: the jobs ahead of it turned out long. */
  synchronized List<RunningAttempt> takeStale(long now) {
    return take(now - STALE_NANOS);
  }

  /** Takes out everything that has not begun. */
  synchronized List<RunningAttempt> takeAll() {
    return take(Long.MAX_VALUE);
  }

  synchronized int running() {
    return running;
  }

  /** Waits until nothing runs. */
  synchronized void awaitIdle(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    for (long left = atMost.toMillis(); running > 0 && left > 0; left = millisUntil(end)) {
      wait(left);
    }
  }

  private static long millisUntil(long nanoTime) {
    return (nanoTime - System.nanoTime()) / 1_000_000;
  }

  /** Whether somebody waits for a slot: then it is soon time to look whether he waits too long. */
  synchronized boolean hasWaiting() {
    return !waiting.isEmpty();
  }

  // One long job is enough to stop claiming ahead; many short ones are needed to begin again.
  private double expected(long took) {
    return took > meanNanos || meanNanos == Double.POSITIVE_INFINITY
        ? took
        : meanNanos + WEIGHT * (took - meanNanos);
  }

  private List<RunningAttempt> take(long before) {
    List<RunningAttempt> taken = new ArrayList<>();
    waiting.removeIf(
        w -> {
          boolean out = before == Long.MAX_VALUE || w.since() - before < 0;
          if (out) {
            taken.add(w.attempt());
          }
          return out;
        });
    return taken;
  }

  private List<RunningAttempt> fill() {
    List<RunningAttempt> ready = new ArrayList<>(1);
    while (running < size) {
      @Nullable Waiting best = waiting.poll();
      if (best == null) {
        break;
      }
      running++;
      ready.add(best.attempt());
    }
    return ready;
  }

  private int ahead(long now) {
    boolean stuck = running > 0 && now - lastEnd > AHEAD_NANOS;
    if (stuck || meanNanos > AHEAD_NANOS) {
      return 0;
    }
    return (int) Math.min(MOST_AHEAD, size * (AHEAD_NANOS / Math.max(1, meanNanos)));
  }
}
