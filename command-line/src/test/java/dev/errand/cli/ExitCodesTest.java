package dev.errand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.cli.Terminal.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How commands end, and what they say of it. */
class ExitCodesTest extends Session {

  @ParameterizedTest
  @CsvSource({
    "400, 2", "401, 3", "403, 3", "404, 4", "409, 5", "412, 5", "413, 2", "422, 2", "429, 1",
    "500, 1", "503, 1", "302, 1"
  })
  void statusDecides(int status, int exit) {
    server.on("GET /api/v1/jobs", status, Documents.problem(status, "some_code", "Some title"));

    Outcome list = run("job", "list");

    assertThat(list.exit()).isEqualTo(exit);
    assertThat(list.out()).isEmpty();
    assertThat(list.err()).startsWith("errand: Some title\n").contains("special");
  }

  @Test
  void everyWrongFieldIsNamed() {
    server.on(
        "POST /api/v1/jobs",
        422,
        """
        {"title":"Some fields are not valid","status":422,"detail":"2 fields","code":"validation_failed",
         "errors":[{"pointer":"#/priority","detail":"must be from -1000 to 1000"},
                   {"pointer":"#/data/durationMs","detail":"must be a number"}]}""");

    Outcome submit = run("job", "submit", "simulate");

    assertThat(submit.exit()).isEqualTo(2);
    assertThat(submit.err())
        .contains("Some fields are not valid")
        .contains("  priority: must be from -1000 to 1000")
        .contains("  data.durationMs: must be a number");
  }

  @Test
  void whatIsInTheWayAndWhenToTryAgainIsSaid() {
    server.on(
        "POST /api/v1/jobs",
        409,
        """
        {"title":"Taken","status":409,"detail":"Taken","code":"unique_conflict","existing":"the-other"}""",
        Map.of("Retry-After", "7"));

    Outcome submit = run("job", "submit", "simulate");

    assertThat(submit.err())
        .isEqualToNormalizingNewlines("errand: Taken\n  existing: the-other\n  try again in 7 s\n");
  }

  @Test
  void serverThatIsNotThereIsNamed() {
    String gone = server.url();
    server.close();

    Outcome list = run("job", "list");

    assertThat(list.exit()).isEqualTo(1);
    assertThat(list.err()).contains("cannot reach " + gone).doesNotContain("Exception");
  }

  @Test
  void pageOfSomebodyElseIsNoAnswer() {
    server.on("GET /api/v1/jobs", 200, "<html>welcome</html>");

    Outcome list = run("job", "list");

    assertThat(list.exit()).isEqualTo(1);
    assertThat(list.err()).contains("the answer is no JSON");
  }

  @Test
  void redirectIsShownAndNotFollowed() {
    server.on("GET /api/v1/jobs", 301, "", Map.of("Location", "https://errand.example/"));

    assertThat(run("job", "list").err()).contains("301 and points to https://errand.example/");
  }

  @ParameterizedTest
  @CsvSource({
    "job",
    "job submit",
    "job list --colour blue",
    "jump",
    "job list -o xml",
    "queue set emails --rate fast",
    "schedule preview",
    "job list --url ftp://example.org",
    "job list --url http://ann:secret@example.org",
    "job submit noop --delay soon"
  })
  void wrongUsageIsTwo(String line) {
    server.on("GET /api/v1/queues/emails", 404, "{}");

    Outcome wrong = run(line.split(" "));

    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.out()).isEmpty();
    assertThat(wrong.err()).startsWith("errand: ").doesNotContain("secret", "Exception");
  }
}
