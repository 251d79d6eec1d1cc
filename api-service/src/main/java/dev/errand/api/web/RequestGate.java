package dev.errand.api.web;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns away, before a byte of the body is read, what no method of ours takes. */
@Singleton
class RequestGate {
  private final ProblemAnswers answers;
  private final SlowBodies slow;

  RequestGate(ProblemAnswers answers, SlowBodies slow) {
    this.answers = answers;
    this.slow = slow;
  }

  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE + 2).handler(this::refuseMatrix);
    router.route("/api/*").order(Integer.MIN_VALUE + 4).handler(this::check);
  }

  // JAX-RS cuts parameters out of a path before it looks for a method, routes do not: "/api;x/v1"
  // would get past everything that is done for "/api/*".
  private void refuseMatrix(RoutingContext context) {
    String path = context.request().path();
    if (path != null && path.indexOf(';') >= 0) {
      answers.end(
          new ErrandException(ErrorCode.NOT_FOUND, "No address of ours has a semicolon."), context);
      return;
    }
    context.next();
  }

  private void check(RoutingContext context) {
    try {
      check(context.request());
    } catch (ErrandException refusal) {
      answers.endUnread(refusal, context);
      return;
    }
    if (hasBody(context.request())) {
      slow.watch(context);
    }
    context.next();
  }

  private static void check(HttpServerRequest request) {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new ErrandException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send the body without Content-Encoding.");
    }
    requireKey(request.getHeader("Idempotency-Key"));
    if (!hasBody(request)) {
      // The type of nothing: browsers' forms and some clients send one with every POST.
      request.headers().remove("Content-Type");
      return;
    }
    requireJson(request.getHeader("Content-Type"));
    BodyLimit.of(request.path()).check(length(request));
  }

  // JAX-RS takes an empty header for none: the caller would believe itself protected.
  private static void requireKey(@Nullable String key) {
    if (key != null && key.isBlank()) {
      throw ErrandException.invalid("#/Idempotency-Key", "must not be empty");
    }
  }

  private static boolean hasBody(HttpServerRequest request) {
    return length(request) > 0 || request.getHeader("Transfer-Encoding") != null;
  }

  private static long length(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException tooLong) {
      return Long.MAX_VALUE;
    }
  }

  private static void requireJson(@Nullable String contentType) {
    String[] parts = contentType == null ? new String[] {""} : contentType.split(";");
    String type = parts[0].strip().toLowerCase(Locale.ROOT);
    if (!type.equals("application/json") && !type.equals("application/merge-patch+json")) {
      throw new ErrandException(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json.");
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().toLowerCase(Locale.ROOT).replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
        throw new ErrandException(
            ErrorCode.UNSUPPORTED_MEDIA_TYPE, "JSON is UTF-8 (RFC 8259 §8.1).");
      }
    }
  }
}
