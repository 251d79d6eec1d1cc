package dev.errand.worker.execution;

import dev.errand.worker.execution.RunningAttempt.Stop;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stops attempts that take longer than their job allows. Attempts without a limit cost nothing. */
@Singleton
public class Watchdog {
  /** How long a handler may take to notice its interruption. */
  private static final Duration NOTICE = Duration.ofSeconds(5);

  private static final Watch NONE = () -> {};

  // A platform thread: handlers that hog every carrier must not delay it.
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("errand-watchdog").factory());

  Watchdog() {
    timer.setRemoveOnCancelPolicy(true);
  }

  /** A time limit that is watched until it is closed. */
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Watches the attempt's limit, if it has one.
   *
   * @param abandon what to do with one that does not stop when it is told
   */
  Watch watch(RunningAttempt attempt, Consumer<RunningAttempt> abandon) {
    @Nullable Duration limit = attempt.job().timeout();
    if (limit == null) {
      return NONE;
    }
    Future<?> stop = after(limit, () -> attempt.stop(Stop.TIMED_OUT));
    Future<?> leave = after(limit.plus(NOTICE), () -> abandon.accept(attempt));
    return () -> {
      stop.cancel(false);
      leave.cancel(false);
    };
  }

  private Future<?> after(Duration delay, Runnable action) {
    return timer.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @PreDestroy
  void close() {
    timer.shutdownNow();
  }
}
