package dev.errand.worker.handlers;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.SplittableRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Pretends to work for a while, with faults to order. */
@Handles("simulate")
class SimulateHandler implements JobHandler<SimulateHandler.Input, SimulateHandler.Output> {
  /** What the natural fault is called. */
  static final String FAULT = "System Fluctuation Error";

  private final double defaultFailRate;

  SimulateHandler(@ConfigProperty(name = "errand.demo", defaultValue = "false") boolean demo) {
    // Demonstrations are to show a retry now and then; elsewhere nothing fails unasked.
    this.defaultFailRate = demo ? 0.05 : 0;
  }

  /**
   * @param durationMs how long it pretends, default 3000
   * @param steps in how many steps, default 10
   * @param shouldFail every attempt fails
   * @param failOnce the first attempt fails
   * @param failRate the chance of each attempt to fail, 0..1
   * @param seed makes that chance repeatable; default: the job's id
   */
  record Input(
      @Nullable @Min(0) @Max(86_400_000) Integer durationMs,
      @Nullable @Min(1) @Max(10_000) Integer steps,
      @Nullable Boolean shouldFail,
      @Nullable Boolean failOnce,
      @Nullable @Min(0) @Max(1) Double failRate,
      @Nullable Long seed) {}

  record Output(int steps, long durationMs, int attempt) {}

  @Override
  public Output run(Input input, JobContext job) throws InterruptedException {
    int duration = input.durationMs() == null ? 3000 : input.durationMs();
    int steps = input.steps() == null ? 10 : input.steps();
    boolean fails = fails(input, job);
    for (int step = 1; step <= steps; step++) {
      job.checkpoint();
      Thread.sleep(pause(duration, steps, step));
      if (fails && step >= (steps + 1) / 2) {
        job.log().error(FAULT + " in step " + step);
        throw new IllegalStateException(FAULT);
      }
      job.progress(step, steps, "step " + step + " of " + steps);
    }
    return new Output(steps, duration, job.attempt());
  }

  // Rounds so that all steps together take the whole duration.
  private static long pause(int duration, int steps, int step) {
    return (long) duration * step / steps - (long) duration * (step - 1) / steps;
  }

  private boolean fails(Input input, JobContext job) {
    if (Boolean.TRUE.equals(input.shouldFail())) {
      return true;
    }
    if (Boolean.TRUE.equals(input.failOnce()) && job.tries() == 1) {
      return true;
    }
    double rate = input.failRate() == null ? defaultFailRate : input.failRate();
    long seed = input.seed() == null ? job.id().value().getLeastSignificantBits() : input.seed();
    return new SplittableRandom(31 * seed + job.attempt()).split().nextDouble() < rate;
  }
}
