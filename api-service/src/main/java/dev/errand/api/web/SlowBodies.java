package dev.errand.api.web;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Ends requests whose body trickles in. Quarkus' idle timeout begins anew with every byte, and its
 * read timeout is for blocking methods alone.
 */
@Singleton
class SlowBodies {
  private final ProblemAnswers answers;
  private final Duration within;
  private final Vertx vertx;

  SlowBodies(ProblemAnswers answers, WebConfig config, Vertx vertx) {
    this.answers = answers;
    this.within = config.bodyWithin();
    this.vertx = vertx;
  }

  void watch(RoutingContext context) {
    long timer = vertx.setTimer(within.toMillis(), id -> end(context));
    context.addEndHandler(ended -> vertx.cancelTimer(timer));
  }

  private void end(RoutingContext context) {
    if (context.request().isEnded() || context.response().ended()) {
      return;
    }
    context.addEndHandler(ended -> context.request().connection().close());
    answers.endUnread(
        new ErrandException(
            ErrorCode.MALFORMED_REQUEST,
            "The body did not arrive within " + within.toSeconds() + " s."),
        context);
  }
}
