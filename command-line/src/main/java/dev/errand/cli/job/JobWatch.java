package dev.errand.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.desk.Desk;
import dev.errand.cli.live.Heard;
import dev.errand.cli.live.LiveSocket;
import dev.errand.cli.live.SocketRefused;
import dev.errand.cli.server.Answer;
import dev.errand.cli.server.Server;
import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import dev.errand.model.job.JobState;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows a job to its end: by the live socket, resumed where it broke, and by asking where there
 * is none or where it says nothing, as it does when another process has the news.
 */
final class JobWatch implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_SOCKETS = Duration.ofSeconds(2);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);

  private final Desk desk;
  private final Server server;
  private final String topic;
  private final JobLook look;
  private final Changes changes;
  private final long deadline;
  private final boolean bounded;
  private boolean wantsSocket;
  private @Nullable LiveSocket socket;
  private long seq;

  /**
   * @param most how long to watch; null for as long as it takes
   */
  JobWatch(Desk desk, String id, boolean wantsSocket, @Nullable Duration most) {
    this.desk = desk;
    this.wantsSocket = wantsSocket;
    server = desk.server();
    topic = "job:" + id;
    look = new JobLook(server, id);
    changes = new Changes(desk.paper());
    bounded = most != null;
    deadline = System.nanoTime() + (most == null ? 0 : most.toNanos());
  }

  /** How it ended, after it was shown. */
  ExitCode toTheEnd() {
    Answer job = look.once();
    changes.tell(job.json());
    while (!isFinal(job.json())) {
      job = next(job);
      changes.tell(job.json());
    }
    desk.show(job, JobColumns.FIELDS);
    return outcome(state(job.json()));
  }

  /** The job after the next thing that happened, or that might have happened. */
  private Answer next(Answer job) {
    LiveSocket open = wantsSocket ? socket() : null;
    if (open == null) {
      return look.after(allowed(wantsSocket ? BETWEEN_SOCKETS : LONGEST_LOOK));
    }
    Optional<Heard> heard = open.next(allowed(SILENCE));
    return heard.map(news -> after(news, job)).orElseGet(() -> look.after(Duration.ZERO));
  }

  private Answer after(Heard news, Answer job) {
    return switch (news) {
      case Heard.Frame frame -> after(frame, job);
      case Heard.Closed closed -> {
        drop();
        if (closed.isLoginOver()) {
          server.renew();
        }
        // Not at once: some sockets open only to be closed.
        yield look.after(allowed(BETWEEN_SOCKETS));
      }
    };
  }

  private Answer after(Heard.Frame frame, Answer job) {
    JsonNode json = frame.json();
    seq = Math.max(seq, json.path("seq").asLong());
    return switch (frame.type()) {
      case "event" -> after(json, job);
      // What is missing, and what a subscription begins with, is what the job is now.
      case "subscribed", "gap", "resync" -> look.after(Duration.ZERO);
      case "error" -> {
        wantsSocket = false;
        drop();
        yield look.after(Duration.ZERO);
      }
      default -> job;
    };
  }

  private Answer after(JsonNode event, Answer job) {
    JsonNode data = event.path("data");
    if (event.path("event").asText().equals("job.progress")) {
      changes.tellProgress(data);
      return job;
    }
    return look.after(Duration.ZERO);
  }

  private @Nullable LiveSocket socket() {
    if (socket == null) {
      try {
        socket = LiveSocket.open(server);
        socket.subscribe(topic, seq);
      } catch (SocketRefused refused) {
        boolean another = refused.isUnauthorized() && server.renew();
        wantsSocket = another || !refused.isForGood() && !refused.isUnauthorized();
      }
    }
    return socket;
  }

  private Duration allowed(Duration wanted) {
    if (!bounded) {
      return wanted;
    }
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    if (left.isNegative() || left.isZero()) {
      throw new CommandFailed(ExitCode.TIMED_OUT, "the job is not at its end yet");
    }
    return left.compareTo(wanted) < 0 ? left : wanted;
  }

  private static boolean isFinal(JsonNode job) {
    return JobLook.isFinal(job);
  }

  private static String state(JsonNode job) {
    return job.path("state").asText("");
  }

  private static ExitCode outcome(String state) {
    return switch (JobState.of(state).orElseThrow()) {
      case COMPLETED -> ExitCode.OK;
      case FAILED -> ExitCode.JOB_FAILED;
      case CANCELLED -> ExitCode.JOB_CANCELLED;
      case HELD, SCHEDULED, PENDING, RUNNING, RETRYING -> ExitCode.FAILURE;
    };
  }

  private void drop() {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  @Override
  public void close() {
    drop();
  }
}
