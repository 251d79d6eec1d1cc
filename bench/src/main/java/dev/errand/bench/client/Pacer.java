package dev.errand.bench.client;

import java.util.concurrent.locks.LockSupport;

/** Does something at an even pace: first quickly to warm up, then as slowly as is measured. */
public final class Pacer {
  private static final long WARM_NANOS = 5_000_000;
  private static final long NANOS = 20_000_000;

  private Pacer() {}

  /** One step, told when it is due. */
  @FunctionalInterface
  public interface Step {
    void run() throws Exception;
  }

  /** The steps that warm up every 5 ms, then the counted ones every 20 ms. */
  public static void run(int warmUp, int counted, Step step) throws Exception {
    long due = System.nanoTime();
    for (int i = 0; i < warmUp + counted; i++) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      step.run();
      due += i < warmUp ? WARM_NANOS : NANOS;
    }
  }
}
