package dev.errand.bench.engine;

import dev.errand.bench.client.Latencies;
import dev.errand.worker.handlers.Handles;
import dev.errand.worker.handlers.JobContext;
import dev.errand.worker.handlers.JobHandler;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Notes how long ago its job was sent. */
@Handles(PickUpHandler.TYPE)
public class PickUpHandler implements JobHandler<PickUpHandler.Input, @Nullable Void> {
  public static final String TYPE = "bench.pick-up";

  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<Long> nanos = new LinkedBlockingQueue<>();

  /**
   * @param t when it was sent, as {@link System#nanoTime} told it in any process of this machine
   */
  public record Input(long t) {}

  /** The data of a job sent at that moment. */
  public static String data(String nanoTime) {
    return "{\"t\":" + nanoTime + "}";
  }

  @Override
  public @Nullable Void run(Input input, JobContext job) {
    nanos.add(System.nanoTime() - input.t());
    return null;
  }

  /** Forgets what was noted so far. */
  public void reset() {
    nanos.clear();
  }

  /** The next one's nanoseconds from sending to here. */
  public long next() throws InterruptedException {
    Long next = nanos.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new IllegalStateException("no job was begun within %d s".formatted(PATIENCE_SECONDS));
    }
    return next;
  }

  /** How the next ones were, after so many that are not counted, as JSON. */
  public String percentiles(int skipped, int counted) throws InterruptedException {
    for (int i = 0; i < skipped; i++) {
      next();
    }
    Latencies latencies = new Latencies();
    for (int i = 0; i < counted; i++) {
      latencies.add(next());
    }
    return "{\"n\":%d,%s}".formatted(counted, latencies.json());
  }
}
