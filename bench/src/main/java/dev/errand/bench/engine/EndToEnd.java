package dev.errand.bench.engine;

import dev.errand.bench.engine.Workers.Crew;
import dev.errand.model.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Submits and processes at the same time, as fast as both go together. */
@Singleton
public class EndToEnd {
  private static final TenantId TENANT = JobFactory.tenant(1);

  private final Submitter submitter;

  @Inject
  EndToEnd(Submitter submitter) {
    this.submitter = submitter;
  }

  /**
   * Who submits, and how.
   *
   * @param most so many may be unfinished; then the callers wait
   */
  public record Producers(int callers, int batch, int most) {
    public static final Producers SINGLE = new Producers(16, 1, 1000);
    public static final Producers BULK = new Producers(4, 200, 4000);
  }

  /**
   * What was sustained.
   *
   * @param rate jobs completed a second
   * @param backlog how many were submitted and not completed at the end
   */
  public record Result(double rate, long backlog) {}

  /** Warms up, then counts. */
  public Result run(Crew crew, Producers producers, Duration warmUp, Duration period)
      throws InterruptedException {
    AtomicLong sent = new AtomicLong();
    long before = crew.completed();
    long[] counted = new long[2];
    crew.start();
    Thread watch =
        Thread.ofPlatform()
            .start(
                () -> {
                  pause(warmUp);
                  counted[0] = crew.completed();
                  pause(period);
                  counted[1] = crew.completed();
                });
    Callers.untilDone(
        producers.callers(), () -> watch.isAlive() ? produce(crew, before, producers, sent) : 0);
    watch.join();
    long backlog = sent.get() - (counted[1] - before);
    crew.awaitCompleted(before + sent.get());
    crew.halt();
    return new Result((counted[1] - counted[0]) / (period.toNanos() / 1e9), backlog);
  }

  private int produce(Crew crew, long before, Producers producers, AtomicLong sent)
      throws InterruptedException {
    int batch = producers.batch();
    if (sent.get() - (crew.completed() - before) + batch > producers.most()) {
      Thread.sleep(1);
      return 1;
    }
    sent.addAndGet(batch);
    return submitter.submit(TENANT, batch);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
