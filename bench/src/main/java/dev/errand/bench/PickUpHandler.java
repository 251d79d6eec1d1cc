package dev.errand.bench;

import dev.errand.worker.handlers.Handles;
import dev.errand.worker.handlers.JobContext;
import dev.errand.worker.handlers.JobHandler;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says when it was begun. */
@Handles("bench.pick-up")
class PickUpHandler implements JobHandler<PickUpHandler.Input, @Nullable Void> {
  private final SynchronousQueue<Long> begun = new SynchronousQueue<>();

  record Input(int n) {}

  @Override
  public @Nullable Void run(Input input, JobContext job) throws InterruptedException {
    long now = System.nanoTime();
    if (!begun.offer(now, 5, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody waits for this job");
    }
    return null;
  }

  /** When the next one was begun, by {@link System#nanoTime}. */
  long next() throws InterruptedException {
    Long at = begun.poll(30, TimeUnit.SECONDS);
    if (at == null) {
      throw new IllegalStateException("the job was not begun within 30 s");
    }
    return at;
  }
}
