package dev.errand.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.paper.Json;
import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What the server said.
 *
 * @param body as it came
 */
public record Answer(int status, HttpHeaders headers, String body) {
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /**
   * @throws CommandFailed when it is none
   */
  public JsonNode json() {
    return Json.read(body)
        .orElseThrow(
            () ->
                new CommandFailed(
                    ExitCode.FAILURE,
                    "the answer is no JSON: is that the address of an Errand? (--url, ERRAND_URL)"));
  }
}
