package dev.errand.api.web;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;

/** The pages that the {@code type} of a problem document points to. */
@Path("/problems/{code}")
@PermitAll
class ProblemPages {
  /** One kind of error, for programs. */
  record Explanation(String type, String title, int status, String code, String advice) {}

  /** The same for people. */
  record ProblemPage(Explanation problem) implements TemplateInstance {}

  @GET
  @Produces(MediaType.TEXT_HTML)
  public String page(@PathParam("code") String code) {
    return new ProblemPage(explain(code)).render();
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public Explanation explain(@PathParam("code") String code) {
    ErrorCode found =
        Arrays.stream(ErrorCode.values())
            .filter(known -> known.wire().equals(code))
            .findFirst()
            .orElseThrow(
                () -> new ErrandException(ErrorCode.NOT_FOUND, "There is no such problem."));
    return new Explanation(
        "/problems/" + found.wire(), found.title(), found.status(), found.wire(), advice(found));
  }

  private static String advice(ErrorCode code) {
    return switch (code.kind()) {
      case CALLER -> "Repeating the same request will not help: change it first.";
      case CONFLICT -> "Read the current state, then decide whether the request still makes sense.";
      case LIMIT ->
          "Make the request smaller or send it later; where the answer has Retry-After, not before"
              + " that many seconds.";
      case DEPENDENCY ->
          "Something that we need is away. Repeat the request after the seconds in Retry-After;"
              + " with an Idempotency-Key that is safe for submissions too.";
      case BUG -> "This is our fault. The traceId of the answer is in our log.";
    };
  }
}
