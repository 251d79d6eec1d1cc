package dev.errand.standalone;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGINT or SIGTERM. The JVM ends when its hooks have run, all at once; this one waits until the
 * main thread has stopped the services and then, in that order, the database under them.
 */
final class ExitSignal {

  /** Longer than the services' own patience with running jobs. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean raised;

  private ExitSignal() {}

  static ExitSignal caught() {
    ExitSignal signal = new ExitSignal();
    Runtime.getRuntime().addShutdownHook(new Thread(signal::onExit, "wait for the database"));
    return signal;
  }

  boolean isRaised() {
    return raised;
  }

  void everythingIsStopped() {
    stopped.countDown();
  }

  private void onExit() {
    raised = true;
    try {
      stopped.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
