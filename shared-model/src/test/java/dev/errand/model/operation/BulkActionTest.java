package dev.errand.model.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.job.JobState;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BulkActionTest {
  @Test
  void actionsAreLegalWhereTheSingleCallsAre() {
    assertThat(legal(BulkAction.RETRY)).containsExactly(JobState.FAILED, JobState.CANCELLED);
    assertThat(legal(BulkAction.RUN))
        .containsExactly(JobState.HELD, JobState.SCHEDULED, JobState.RETRYING);
    assertThat(legal(BulkAction.CANCEL))
        .containsExactly(
            JobState.HELD,
            JobState.SCHEDULED,
            JobState.PENDING,
            JobState.RUNNING,
            JobState.RETRYING);
    assertThat(legal(BulkAction.DELETE))
        .containsExactlyElementsOf(EnumSet.complementOf(EnumSet.of(JobState.RUNNING)));
  }

  @Test
  void aRefusalSaysWhatIsInTheWay() {
    assertThat(BulkAction.RETRY.refusal(JobState.COMPLETED)).contains(SkipReason.NOT_FAILED);
    assertThat(BulkAction.RETRY.refusal(JobState.RUNNING)).contains(SkipReason.RUNNING);
    assertThat(BulkAction.CANCEL.refusal(JobState.FAILED)).contains(SkipReason.FINISHED);
    assertThat(BulkAction.RUN.refusal(JobState.PENDING)).contains(SkipReason.PENDING);
    assertThat(BulkAction.DELETE.refusal(JobState.RUNNING)).contains(SkipReason.RUNNING);
  }

  @Test
  void wordsComeBackAsTheyWent() {
    for (BulkAction action : BulkAction.values()) {
      assertThat(BulkAction.of(action.wire())).contains(action);
    }
    for (SkipReason reason : SkipReason.values()) {
      assertThat(SkipReason.of(reason.wire())).isEqualTo(reason);
    }
    assertThat(BulkAction.of("RETRY")).isEmpty();
  }

  private static Set<JobState> legal(BulkAction action) {
    Set<JobState> legal = EnumSet.noneOf(JobState.class);
    for (JobState state : JobState.values()) {
      if (action.refusal(state).isEmpty()) {
        legal.add(state);
      }
    }
    return legal;
  }
}
