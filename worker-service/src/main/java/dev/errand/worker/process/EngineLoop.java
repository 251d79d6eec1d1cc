package dev.errand.worker.process;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * A loop of the engine on a platform thread of its own, so that handlers which hog every carrier
 * thread cannot stop it. Survives any failure of a round and goes on after a pause.
 */
public final class EngineLoop {
  private static final Logger LOG = Logger.getLogger(EngineLoop.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration JOIN = Duration.ofSeconds(10);

  private final String name;
  private final Round round;
  private final Runnable last;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private boolean signalled;
  private volatile boolean stopping;
  private volatile Thread thread;

  /** One round. */
  @FunctionalInterface
  public interface Round {
    void run() throws InterruptedException;
  }

  /**
   * @param last what is done once, after the loop was told to stop
   */
  @SuppressWarnings("NullAway.Init") // the thread is there from start() on
  public EngineLoop(String name, Round round, Runnable last) {
    this.name = name;
    this.round = round;
    this.last = last;
  }

  public EngineLoop(String name, Round round) {
    this(name, round, () -> {});
  }

  /** Starts the loop, also again after it was stopped. */
  public void start() {
    stopping = false;
    thread = Thread.ofPlatform().name(name).daemon().start(this::loop);
  }

  /** Wakes a pause, now or the next one. */
  public void wake() {
    lock.lock();
    try {
      signalled = true;
      woken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until woken, at most that long. */
  public void pause(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      long nanos = atMost.toNanos();
      while (!signalled && !stopping && nanos > 0) {
        nanos = woken.awaitNanos(nanos);
      }
      signalled = false;
    } finally {
      lock.unlock();
    }
  }

  public boolean isStopping() {
    return stopping;
  }

  /** Ends the loop after its present round and waits for it. */
  public void stop() {
    stopping = true;
    wake();
    Thread running = thread;
    if (running == null) {
      return;
    }
    running.interrupt();
    try {
      running.join(JOIN);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    while (!stopping) {
      try {
        round.run();
      } catch (InterruptedException stopped) {
        continue; // the condition decides
      } catch (RuntimeException | Error failure) {
        LOG.warnf("%s failed and goes on: %s", name, failure);
        afterFailure();
      }
    }
    boolean unused = Thread.interrupted();
    last.run();
  }

  private void afterFailure() {
    try {
      pause(AFTER_FAILURE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
