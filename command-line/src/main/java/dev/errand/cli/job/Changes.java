package dev.errand.cli.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.paper.Paper;

/** Tells how a job fares, each change once. */
final class Changes {
  private final Paper paper;
  private String last = "";

  Changes(Paper paper) {
    this.paper = paper;
  }

  /**
   * @param job a job, or the part of one that an event carries
   */
  void tell(JsonNode job) {
    String attempt =
        job.path("attempt").asInt() > 0 ? "attempt " + job.path("attempt").asInt() : "";
    String error = job.path("error").path("message").asText("");
    tell(joined(job.path("state").asText(""), attempt, JobColumns.progress(job), error));
  }

  /** The same of a running job's progress, whose event says nothing else. */
  void tellProgress(JsonNode moved) {
    tell(joined("running", JobColumns.progress(moved)));
  }

  private void tell(String now) {
    if (!now.equals(last)) {
      last = now;
      paper.talk(now);
    }
  }

  private static String joined(String... words) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      line.append(word.isEmpty() || line.isEmpty() ? "" : "  ").append(word);
    }
    return line.toString();
  }
}
