package dev.errand.api.web;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Failures outside of JAX-RS: under /api they are problem documents too. */
@Singleton
class ProblemRoutes {
  private final ProblemAnswers answers;

  ProblemRoutes(ProblemAnswers answers) {
    this.answers = answers;
  }

  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
    // Just before Quarkus' own page for unknown addresses.
    router.route("/api/*").order(Integer.MAX_VALUE - 1).handler(this::unknown);
  }

  private void failed(RoutingContext request) {
    if (!isOurs(request)) {
      request.next();
      return;
    }
    Throwable failure = request.failure();
    answers.end(failure != null ? failure : Diagnosis.ofStatus(request.statusCode()), request);
  }

  private void unknown(RoutingContext request) {
    answers.end(new ErrandException(ErrorCode.NOT_FOUND, "Nothing is at this address."), request);
  }

  private static boolean isOurs(RoutingContext request) {
    String path = request.request().path();
    return path == null || path.matches("/+api(/.*)?");
  }
}
