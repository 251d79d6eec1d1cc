package dev.errand.store.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One thing that somebody does, to a job by its number (modulo how many there are).
 *
 * @param choice what else is to be chosen, such as a priority
 */
record Step(Kind kind, int job, int choice) {

  enum Kind {
    SUBMIT,
    SUBMIT_WITH_UNIQUE_KEY,
    CLAIM,
    COMPLETE,
    FAIL,
    FAIL_FOR_GOOD,
    SNOOZE,
    RELEASE,
    WRITE_WITH_OLD_TOKEN,
    HEARTBEAT,
    CANCEL,
    RUN_NOW,
    REOPEN,
    HIDE,
    EDIT,
    BECOME_DUE,
    PROMOTE,
    PASS_DEADLINE,
    EXPIRE,
    LOSE_LEASE,
    RESCUE
  }

  // What makes a job's life go on comes more often than what disturbs it.
  private static final List<Kind> URN = new ArrayList<>(List.of(Kind.values()));

  static {
    for (int i = 0; i < 3; i++) {
      URN.addAll(List.of(Kind.SUBMIT, Kind.CLAIM, Kind.CLAIM, Kind.EDIT, Kind.PROMOTE));
    }
    URN.addAll(List.of(Kind.SUBMIT_WITH_UNIQUE_KEY, Kind.SUBMIT_WITH_UNIQUE_KEY, Kind.FAIL));
  }

  static List<Step> sequence(Random random) {
    int length = 5 + random.nextInt(26);
    List<Step> steps = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      steps.add(
          new Step(URN.get(random.nextInt(URN.size())), random.nextInt(64), random.nextInt(64)));
    }
    return steps;
  }
}
