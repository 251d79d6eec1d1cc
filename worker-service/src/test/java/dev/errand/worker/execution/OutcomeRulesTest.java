package dev.errand.worker.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.attempt.AttemptError;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.attempt.AttemptOutcome.Cancelled;
import dev.errand.model.attempt.AttemptOutcome.Completed;
import dev.errand.model.attempt.AttemptOutcome.Failed;
import dev.errand.model.attempt.AttemptOutcome.Released;
import dev.errand.model.attempt.AttemptOutcome.Retried;
import dev.errand.model.attempt.AttemptOutcome.Snoozed;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.worker.execution.RunningAttempt.Stop;
import dev.errand.worker.handlers.PermanentFailure;
import dev.errand.worker.handlers.Registered;
import dev.errand.worker.handlers.RetryAfter;
import dev.errand.worker.handlers.Snooze;
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

  @Test
  void aSnoozeIsTakenAtItsWord() {
    assertThat(failed(5, new Snooze(Duration.ofMinutes(3))))
        .isEqualTo(new Snoozed(Duration.ofMinutes(3)));
  }

  @Test
  void aHandlerMayFailForGood() {
    assertThat(failed(1, new PermanentFailure("no_such_page", "gone")))
        .isEqualTo(new Failed(new AttemptError("no_such_page", "gone")));
    assertThat(failed(1, new NumberFormatException("never retried"))).isInstanceOf(Failed.class);
  }

  @Test
  void aHandlerMaySayWhenToTryAgain() {
    assertThat(failed(1, new RetryAfter(Duration.ofMinutes(7), "busy")))
        .isEqualTo(
            new Retried(
                new AttemptError(AttemptError.HANDLER_ERROR, "busy"), Duration.ofMinutes(7)));
    assertThat(failed(5, new RetryAfter(Duration.ofMinutes(7), "busy"))).isInstanceOf(Failed.class);
  }

  @Test
  void whateverElseIsThrownIsTriedAgainAfterTheJobsBackoff() {
    assertThat(failed(2, new IllegalStateException("broken")))
        .isInstanceOfSatisfying(
            Retried.class, retried -> assertThat(retried.delay()).isEqualTo(Duration.ofSeconds(2)));
  }

  private AttemptOutcome failed(int attempt, Throwable thrown) {
    return rules.failed(Claimed.job(0, attempt, 5, null), Registered.choosy(), thrown);
  }

  private AttemptOutcome stopped(Stop reason) {
    ClaimedJob job = Claimed.job(0, 1, 5, Duration.ofSeconds(1));
    RunningAttempt attempt = new RunningAttempt(job, 0);
    attempt.stop(reason);
    return rules.stopped(attempt);
  }
}
