package dev.errand.bench.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Callers who each wait for an answer before they ask again. */
public final class Callers {
  private Callers() {}

  /** One call. */
  @FunctionalInterface
  public interface Call {
    /** How many jobs it dealt with; 0 when there is no more to do. */
    int make() throws InterruptedException;
  }

  /** Calls until there is no more to do. */
  public static void untilDone(int callers, Call call) throws InterruptedException {
    run(callers, Long.MAX_VALUE, call);
  }

  /** Calls for that long and answers how many jobs that made a second. */
  public static double rate(int callers, Duration period, Call call) throws InterruptedException {
    long begin = System.nanoTime();
    long jobs = run(callers, period.toNanos(), call);
    return jobs / ((System.nanoTime() - begin) / 1e9);
  }

  private static long run(int callers, long nanos, Call call) throws InterruptedException {
    long begin = System.nanoTime();
    AtomicLong jobs = new AtomicLong();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        all.add(threads.submit(() -> repeat(begin, nanos, call, jobs)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException failure) {
      throw new IllegalStateException("a call failed", failure.getCause());
    }
    return jobs.get();
  }

  private static Void repeat(long begin, long nanos, Call call, AtomicLong jobs)
      throws InterruptedException {
    int made = 1;
    while (made > 0 && System.nanoTime() - begin < nanos) {
      made = call.make();
      jobs.addAndGet(made);
    }
    return null;
  }
}
