package dev.errand.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Call;
import dev.errand.cli.server.CallRefused;
import dev.errand.cli.server.Server;
import dev.errand.cli.server.Unreachable;
import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import dev.errand.model.job.JobState;
import java.time.Duration;

/** Looks at a job, over and over; a server that is away for a while does not end that. */
final class JobLook {
  private static final Duration GIVE_UP = Duration.ofMinutes(2);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration PACE = Duration.ofMillis(500);
  private static final Duration ROUND_TRIP = Duration.ofSeconds(15);

  private final Server server;
  private final String path;

  JobLook(Server server, String id) {
    this.server = server;
    path = "/api/v1/jobs/" + Call.part(id);
  }

  /** One look; who waits longer than the server needs is refused. */
  Answer once() {
    return server.send(Call.get(path));
  }

  /**
   * The job, as soon as it is final or that much time has passed.
   *
   * @param wait at most a minute
   */
  Answer after(Duration wait) {
    Call call = Call.get(path).within(wait.plus(ROUND_TRIP));
    long seconds = wait.toSeconds();
    long began = System.nanoTime();
    Answer job = patiently(seconds == 0 ? call : call.header("Prefer", "wait=" + seconds));
    Duration least = wait.compareTo(PACE) < 0 ? wait : PACE;
    Duration early = least.minusNanos(System.nanoTime() - began);
    // Whoever does not wait for us must not be asked without end.
    if (early.isPositive() && !isFinal(job.json())) {
      pause(early);
    }
    return job;
  }

  static boolean isFinal(JsonNode job) {
    return JobState.of(job.path("state").asText("")).map(JobState::isFinal).orElse(false);
  }

  private Answer patiently(Call call) {
    long giveUp = System.nanoTime() + GIVE_UP.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return server.send(call);
      } catch (Unreachable | CallRefused failure) {
        boolean passing = !(failure instanceof CallRefused refused) || refused.isPassing();
        if (!passing || System.nanoTime() > giveUp) {
          throw failure;
        }
      }
      pause(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailed(ExitCode.FAILURE, "interrupted");
    }
  }
}
