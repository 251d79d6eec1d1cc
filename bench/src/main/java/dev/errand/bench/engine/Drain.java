package dev.errand.bench.engine;

import dev.errand.bench.engine.Workers.Crew;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Works a backlog off and says how fast that was and what it cost. */
@Singleton
public class Drain {
  private final Admin admin;

  @Inject
  Drain(Admin admin) {
    this.admin = admin;
  }

  /**
   * What was worked off.
   *
   * @param jobs how many were counted
   * @param time how long they took
   * @param cost what they used up, PostgreSQL's own upkeep included
   */
  public record Result(long jobs, Duration time, Cost cost) {
    public double rate() {
      return jobs / (time.toNanos() / 1e9);
    }

    public double serverMicros() {
      return cost.server().toNanos() / 1e3 / jobs;
    }

    public double selfMicros() {
      return cost.self().toNanos() / 1e3 / jobs;
    }

    public double walBytes() {
      return (double) cost.wal() / jobs;
    }
  }

  /**
   * Lets a crew work.
   *
   * @param warmUp the first so many are not counted
   * @param jobs when so many are completed, these included, the measurement ends
   */
  public Result run(Crew crew, long warmUp, long jobs) {
    long before = crew.completed();
    crew.start();
    crew.awaitCompleted(before + warmUp);
    long begin = System.nanoTime();
    long first = crew.completed();
    Cost cost = Cost.now(admin); // takes a moment, in which a small backlog may be done
    crew.awaitCompleted(before + jobs);
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    long counted = crew.completed() - first;
    Result result = new Result(counted, time, Cost.now(admin).since(cost));
    crew.halt();
    return result;
  }
}
