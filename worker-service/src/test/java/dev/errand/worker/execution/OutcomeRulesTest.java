package dev.errand.worker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.attempt.AttemptOutcome.Cancelled;
import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.attempt.AttemptOutcome.Failed;
import dev.errand.model.attempt.AttemptOutcome.Released;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.worker.execution.RunningAttempt.Stop;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutcomeRulesTest {
  private final OutcomeRules rules = new OutcomeRules(new Random(1));

  @Test
  void aResultIsMadeStorable() {
    assertThat(rules.completed("\"a\u0000\"")).isEqualTo(new Completed("\"a\uFFFD\""));
  }

  @Test
  void aResultOfMoreThanAMebibyteFailsTheJob() {
    assertThat(rules.completed("\"" + "x".repeat(1 << 20) + "\"")).isInstanceOf(Failed.class);
  }

  @Test
  void aLostWorkerCostsAnAttemptAndABackoff() {
    assertThat(rules.lost(Claimed.job(0, 3, 5, null), "gone"))
        .isEqualTo(
            new Retried(new AttemptError(AttemptError.WORKER_LOST, "gone"), Duration.ofSeconds(4)));
  }

  @Test
  void theLastAttemptFailsForGood() {
    assertThat(rules.lost(Claimed.job(0, 5, 5, null), "gone")).isInstanceOf(Failed.class);
  }

  @Test
  void whyItWasStoppedDecidesHowItEnded() {
    assertThat(stopped(Stop.CANCELLED)).isInstanceOf(Cancelled.class);
    assertThat(stopped(Stop.DRAINED)).isInstanceOf(Released.class);
    assertThat(stopped(Stop.TIMED_OUT))
        .isInstanceOfSatisfying(
            Retried.class, retried -> assertThat(retried.error().code()).isEqualTo("timeout"));
  }

  @Test
  void theFirstReasonStaysUnlessTheLeaseIsLost() {
    RunningAttempt attempt = new RunningAttempt(Claimed.job(0), 0);
    attempt.stop(Stop.TIMED_OUT);
    attempt.stop(Stop.CANCELLED);
    assertThat(attempt.stop()).isEqualTo(Stop.TIMED_OUT);
    attempt.stop(Stop.LEASE_LOST);
    assertThat(attempt.stop()).isEqualTo(Stop.LEASE_LOST);
  }

  private AttemptOutcome stopped(Stop reason) {
    ClaimedJob job = Claimed.job(0, 1, 5, Duration.ofSeconds(1));
    RunningAttempt attempt = new RunningAttempt(job, 0);
    attempt.stop(reason);
    return rules.stopped(attempt);
  }
}
