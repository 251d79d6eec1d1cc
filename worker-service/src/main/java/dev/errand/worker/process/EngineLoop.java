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
  // A statement that takes longer will not be answered any more.
  private static final Duration PRESENT_ROUND = Duration.ofSeconds(2);
  private static final Duration JOIN = Duration.ofSeconds(10);

  private final String name;
  private final Round round;
  private final Runnable last;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private boolean signalled;
  private boolean idle;
  private volatile boolean stopping;
  private volatile Thread thread;

  /** One round. */
  @FunctionalInterface
  public interface Round {
    void run() throws InterruptedException;
  }

  /** Waits for work. */
  @FunctionalInterface
  public interface Wait<T> {
    T await() throws InterruptedException;
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

  /**
   * Waits for work that somebody hands in. Here, and not in the midst of a statement whose outcome
   * it would never learn, a round is interrupted by {@link #stop}.
   */
  public <T> T idle(Wait<T> work) throws InterruptedException {
    setIdle(true);
    try {
      return work.await();
    } finally {
      setIdle(false);
    }
  }

  private void setIdle(boolean now) throws InterruptedException {
    lock.lock();
    try {
      if (now && stopping) {
        throw new InterruptedException();
      }
      idle = now;
      if (!now) {
        boolean unused = Thread.interrupted(); // the work came first and is done as any other
      }
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
    interruptIfIdle(running);
    try {
      if (!running.join(PRESENT_ROUND)) {
        running.interrupt();
        running.join(JOIN);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void interruptIfIdle(Thread running) {
    lock.lock();
    try {
      if (idle) {
        running.interrupt();
      }
    } finally {
      lock.unlock();
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
