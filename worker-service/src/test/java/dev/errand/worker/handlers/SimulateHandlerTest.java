package dev.errand.worker.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.worker.handlers.SimulateHandler.Input;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulateHandlerTest {
  private final SimulateHandler plain = new SimulateHandler(false);

  @Test
  void itReportsEveryStep() throws Exception {
    var job = new RecordingContext(1, 1);

    var output = plain.run(input(4, null, null, null, null), job);

    assertThat(job.percents()).containsExactly(25, 50, 75, 100);
    assertThat(output.steps()).isEqualTo(4);
  }

  @Test
  void shouldFailFailsEveryAttempt() {
    for (int attempt = 1; attempt <= 3; attempt++) {
      var job = new RecordingContext(attempt, attempt);
      assertThatThrownBy(() -> plain.run(input(2, true, null, null, null), job))
          .hasMessage("System Fluctuation Error");
    }
  }

  @Test
  void failOnceFailsTheFirstTryOfASetOnly() throws Exception {
    assertThatThrownBy(
            () -> plain.run(input(2, null, true, null, null), new RecordingContext(1, 1)))
        .hasMessage("System Fluctuation Error");
    plain.run(input(2, null, true, null, null), new RecordingContext(2, 2));
    assertThatThrownBy(
            () -> plain.run(input(2, null, true, null, null), new RecordingContext(6, 1)))
        .hasMessage("System Fluctuation Error");
  }

  @Test
  void failRateFailsAboutThatShareAndTheSameOnesForTheSameSeeds() {
    List<Long> first = failing(0.3);

    assertThat(first).hasSizeBetween(250, 350);
    assertThat(failing(0.3)).isEqualTo(first);
    assertThat(failing(0)).isEmpty();
    assertThat(failing(1)).hasSize(1000);
  }

  @Test
  void nothingFailsUnaskedOutsideOfTheDemo() {
    long failures = LongStream.range(0, 1000).filter(seed -> fails(plain, null, seed)).count();
    long demo =
        LongStream.range(0, 1000)
            .filter(seed -> fails(new SimulateHandler(true), null, seed))
            .count();

    assertThat(failures).isZero();
    assertThat(demo).isBetween(25L, 80L);
  }

  @Test
  void aCancelledJobStopsAtItsNextStep() {
    var job = new RecordingContext(1, 1);
    job.cancel();
    assertThatThrownBy(() -> plain.run(input(2, null, null, null, null), job))
        .isInstanceOf(JobCancelled.class);
  }

  private List<Long> failing(double rate) {
    return LongStream.range(0, 1000).filter(seed -> fails(plain, rate, seed)).boxed().toList();
  }

  private static boolean fails(SimulateHandler handler, Double rate, long seed) {
    try {
      handler.run(input(1, null, null, rate, seed), new RecordingContext(1, 1));
      return false;
    } catch (IllegalStateException fault) {
      return true;
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static Input input(
      int steps, Boolean shouldFail, Boolean failOnce, Double failRate, Long seed) {
    return new Input(0, steps, shouldFail, failOnce, failRate, seed);
  }
}
