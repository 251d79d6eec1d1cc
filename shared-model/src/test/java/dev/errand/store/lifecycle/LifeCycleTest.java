package dev.errand.store.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.store.job.Tables;
import dev.errand.store.sql.EngineDatabase;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random lives of jobs: after every step the statements have to agree with a model that has no SQL.
 * {@code errand.lifecycle.sequences} says how many lives, {@code errand.lifecycle.seed} repeats one
 * run. jqwik would do this too, but is built on JUnit Platform 1 and we have 6.
 */
class LifeCycleTest {
  private static final int SEQUENCES = Integer.getInteger("errand.lifecycle.sequences", 300);
  private static final long SEED = Long.getLong("errand.lifecycle.seed", System.nanoTime());

  private static EngineDatabase data;

  @BeforeAll
  static void open() {
    data = EngineDatabase.create("lifecycle");
  }

  @AfterAll
  static void close() {
    data.close();
  }

  @Test
  void theStatementsAgreeWithTheModel() {
    var random = new Random(SEED);
    for (int i = 0; i < SEQUENCES; i++) {
      List<Step> steps = Step.sequence(random);
      Optional<String> failure = live(steps, LifeModel::new);
      assertThat(failure)
          .as(() -> "seed %d, sequence %s".formatted(SEED, shortest(steps, LifeModel::new)))
          .isEmpty();
    }
  }

  @Test
  void aWrongModelIsFoundOutAndItsExampleIsShort() {
    Supplier<LifeModel> wrong =
        () ->
            new LifeModel() {
              @Override
              void uncount(ModelJob job) {
                // believes that a snoozed attempt counts
              }
            };
    var random = new Random(1);
    List<Step> steps = Step.sequence(random);
    while (live(steps, wrong).isEmpty()) {
      steps = Step.sequence(random);
    }

    assertThat(shortest(steps, wrong)).hasSizeLessThanOrEqualTo(4);
  }

  private static List<Step> shortest(List<Step> steps, Supplier<LifeModel> model) {
    return Shrinking.shrink(steps, fewer -> live(fewer, model).isPresent());
  }

  /** What went wrong in that life, if anything did. */
  private static Optional<String> live(List<Step> steps, Supplier<LifeModel> models) {
    LifeModel model = models.get();
    var trial = new LifeTrial(data, model);
    int taken = 0;
    try {
      for (Step step : steps) {
        taken++;
        trial.take(step);
        assertThat(Standings.of(data, trial.tenant())).isEqualTo(model.standings());
      }
      return Optional.empty();
    } catch (AssertionError | RuntimeException wrong) {
      return Optional.of("step %d: %s".formatted(taken, wrong));
    } finally {
      // The next life's claims must not meet this one's jobs.
      Tables.empty(data);
    }
  }
}
