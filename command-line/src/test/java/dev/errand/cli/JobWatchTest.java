package dev.errand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.cli.Terminal.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Watching where there is no live socket: this server answers 404 to it. */
class JobWatchTest extends Session {
  private static final String JOB = "/api/v1/jobs/" + Documents.ID;

  @ParameterizedTest
  @CsvSource({"completed, 0", "failed, 6", "cancelled, 7"})
  void watchEndsAsTheJobEnds(String state, int exit) {
    server.on("GET " + JOB, 200, Documents.job("pending"));
    server.on("GET " + JOB, 200, Documents.job("running"));
    server.on("GET " + JOB, 200, Documents.job(state));

    Outcome watch = run("job", "watch", Documents.ID, "-o", "json");

    assertThat(watch.exit()).isEqualTo(exit);
    assertThat(watch.out()).isEqualToNormalizingNewlines(Documents.job(state) + "\n");
    assertThat(watch.err().lines())
        .containsExactly("pending  attempt 1", "running  attempt 1", state + "  attempt 1");
  }

  @Test
  void submitAndWatchIsOneCommand() {
    server.on("POST /api/v1/jobs", 201, Documents.job("pending"));
    server.on("GET " + JOB, 200, Documents.job("failed"));

    Outcome submit = run("job", "submit", "simulate", "--watch", "--poll");

    assertThat(submit.exit()).isEqualTo(6);
    assertThat(submit.err()).startsWith("job " + Documents.ID);
  }

  @Test
  void serverThatIsAwayForAMomentDoesNotEndTheWatch() {
    server.on("GET " + JOB, 200, Documents.job("pending"));
    server.on("GET " + JOB, 503, Documents.problem(503, "database_away", "Away"));
    server.on("GET " + JOB, 200, Documents.job("completed"));

    assertThat(run("job", "watch", Documents.ID, "--poll").exit()).isZero();
  }

  @Test
  void watchOfAJobThatDisappearsEnds() {
    server.on("GET " + JOB, 200, Documents.job("pending"));
    server.on("GET " + JOB, 404, Documents.problem(404, "not_found", "There is no such thing"));

    assertThat(run("job", "watch", Documents.ID, "--poll").exit()).isEqualTo(4);
  }

  @Test
  void watchEndsWhenItsTimeIsOver() {
    server.on("GET " + JOB, 200, Documents.job("running"));

    Outcome watch = run("job", "watch", Documents.ID, "--timeout", "0.2s");

    assertThat(watch.exit()).isEqualTo(8);
    assertThat(watch.out()).isEmpty();
  }
}
