package dev.errand.bench.engine;

import dev.errand.live.database.DatabaseConfig;
import dev.errand.worker.claiming.ClaimLoop;
import dev.errand.worker.process.WorkerConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The worker of this process, and more of them in processes of their own. */
@Singleton
public class Workers {
  private static final Duration STUCK = Duration.ofSeconds(15);
  private static final Duration FOREVER = Duration.ofDays(1);

  private final ClaimLoop claims;
  private final Completed completed;
  private final Backlog backlog;
  private final DatabaseConfig database;
  private final BenchConfig bench;
  private final WorkerConfig worker;

  @Inject
  Workers(
      ClaimLoop claims,
      Completed completed,
      Backlog backlog,
      DatabaseConfig database,
      BenchConfig bench,
      WorkerConfig worker) {
    this.claims = claims;
    this.completed = completed;
    this.backlog = backlog;
    this.database = database;
    this.bench = bench;
    this.worker = worker;
  }

  /** Claims no more in this process. */
  public void halt() {
    claims.drain();
  }

  /** Brings up so many, this process' included. None claims yet. */
  public Crew crew(int processes) throws IOException {
    claims.drain();
    List<Other> others = new ArrayList<>();
    for (int i = 1; i < processes; i++) {
      others.add(new Other(otherWorker(i)));
    }
    return new Crew(others);
  }

  private ChildJvm otherWorker(int number) throws IOException {
    ChildJvm child =
        ChildJvm.bench(
            Map.of(
                "errand.database.url",
                database.url(),
                "errand.bench.admin-url",
                bench.adminUrl(),
                "errand.worker.name",
                "bench-" + number,
                "errand.worker.slots",
                "" + worker.slots(),
                "quarkus.http.port",
                "0",
                "quarkus.flyway.migrate-at-start",
                "false"),
            "worker");
    child.awaitLine("ready");
    return child;
  }

  /** Another worker and what it said last. */
  private static final class Other implements AutoCloseable {
    final ChildJvm process;
    volatile long completed;

    Other(ChildJvm process) {
      this.process = process;
      Thread.ofPlatform().daemon().start(this::listen);
    }

    private void listen() {
      while (true) {
        try {
          completed = Long.parseLong(process.awaitLine("completed ").substring(10));
        } catch (IllegalStateException ended) {
          return;
        }
      }
    }

    @Override
    public void close() {
      process.close();
    }
  }

  /** Workers that begin together. */
  public final class Crew implements AutoCloseable {
    private final List<Other> others;
    private final long before;

    private Crew(List<Other> others) {
      this.others = others;
      before = completed.count();
    }

    public void start() {
      others.forEach(other -> other.process.say("go"));
      claims.start();
    }

    /** Claims no more; what runs is finished. */
    public void halt() {
      others.forEach(other -> other.process.say("halt"));
      claims.drain();
    }

    /** How many jobs this crew has completed. */
    public long completed() {
      return completed.count() - before + others.stream().mapToLong(other -> other.completed).sum();
    }

    /** Waits until it has completed so many. */
    public void awaitCompleted(long jobs) {
      awaitCompleted(jobs, FOREVER);
    }

    /** Waits until it has completed so many, or that time is over. */
    public void awaitCompleted(long jobs, Duration atMost) {
      long begin = System.nanoTime();
      long last = -1;
      long since = begin;
      for (long now = completed();
          now < jobs && System.nanoTime() - begin < atMost.toNanos();
          now = completed()) {
        if (now != last) {
          last = now;
          since = System.nanoTime();
        } else if (System.nanoTime() - since > STUCK.toNanos()) {
          throw new IllegalStateException(
              "stands still after %d of %d jobs, %d are unfinished"
                  .formatted(now, jobs, backlog.unfinished()));
        }
        LockSupport.parkNanos(1_000_000);
      }
    }

    @Override
    public void close() {
      claims.drain();
      others.forEach(Other::close);
    }
  }
}
