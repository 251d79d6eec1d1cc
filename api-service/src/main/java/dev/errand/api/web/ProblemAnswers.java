package dev.errand.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers a request with a problem document, inside and outside of JAX-RS. */
@ApplicationScoped
public class ProblemAnswers {
  private final Diagnosis diagnosis;
  private final TraceId traces;
  private final ObjectMapper json;
  private final WebLog log;

  ProblemAnswers(Diagnosis diagnosis, TraceId traces, ObjectMapper json, WebLog log) {
    this.diagnosis = diagnosis;
    this.traces = traces;
    this.json = json;
    this.log = log;
  }

  /** The answer for JAX-RS. */
  Response response(Throwable failure, RoutingContext request) {
    ErrandException problem = understand(failure, request);
    Response.ResponseBuilder answer =
        Response.status(problem.code().status())
            .type(ProblemDocument.MEDIA_TYPE)
            .entity(document(problem, request));
    headers(problem).forEach(answer::header);
    return answer.build();
  }

  /** Ends a request that JAX-RS has not seen or has given up. */
  public void end(Throwable failure, RoutingContext request) {
    if (request.response().ended() || request.response().headWritten()) {
      return;
    }
    ErrandException problem = understand(failure, request);
    headers(problem).forEach(request.response()::putHeader);
    request
        .response()
        .setStatusCode(problem.code().status())
        .putHeader("Content-Type", ProblemDocument.MEDIA_TYPE)
        .end(text(document(problem, request)));
  }

  /**
   * The same for a request whose body is not going to be read: its connection cannot be used again.
   * HTTP/2 knows no such header, and ends the stream alone.
   */
  public void endUnread(Throwable failure, RoutingContext request) {
    HttpVersion version = request.request().version();
    if (version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    end(failure, request);
  }

  private ErrandException understand(Throwable failure, RoutingContext request) {
    ErrandException problem = diagnosis.of(failure);
    if (problem.code() == ErrorCode.INTERNAL) {
      log.bug(traces.of(request), failure);
    } else if (problem.code() == ErrorCode.DATABASE_AWAY) {
      // Overload is not logged: its log would be one more load, and metrics count it.
      log.away(traces.of(request), failure);
    }
    return problem;
  }

  private ProblemDocument document(ErrandException problem, RoutingContext request) {
    return ProblemDocument.of(problem, path(request), traces.of(request));
  }

  // What came in the query may be secret, and a malformed path is not worth repeating.
  private static String path(RoutingContext request) {
    String path = request.request().path();
    return path == null ? "/" : path;
  }

  private static Map<String, String> headers(ErrandException problem) {
    Map<String, String> headers = new LinkedHashMap<>();
    Duration retryAfter = problem.retryAfter();
    if (retryAfter != null) {
      headers.put("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }
    if (problem.code().status() == 401) {
      headers.put("WWW-Authenticate", "Bearer");
    }
    return headers;
  }

  private String text(ProblemDocument document) {
    try {
      return json.writeValueAsString(document);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
