package dev.errand.bench.client;

import java.util.concurrent.locks.LockSupport;

/** Does something at an even pace: first quickly to warm up, then as slowly as is measured. */
public final class Pacer {
  /** How many warm up. */
  public static final int WARM_UP = 1000;

  private static final long WARM_NANOS = 5_000_000;
  private static final long NANOS = 20_000_000;

  private Pacer() {}

  /** One step, told when it is due. */
  @FunctionalInterface
  public interface Step {
    void run() throws Exception;
  }

  /** {@link #WARM_UP} steps every 5 ms, then the counted ones every 20 ms. */
  public static void run(int counted, Step step) throws Exception {
    long due = System.nanoTime();
    for (int i = 0; i < WARM_UP + counted; i++) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      step.run();
      due += i < WARM_UP ? WARM_NANOS : NANOS;
    }
  }
}
