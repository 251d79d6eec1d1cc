package dev.errand.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.errand.model.problem.ErrandException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a JAX-RS method, as a problem document. */
class ProblemMappers {
  private final ProblemAnswers answers;
  private final CurrentVertxRequest current;

  ProblemMappers(ProblemAnswers answers, CurrentVertxRequest current) {
    this.answers = answers;
    this.current = current;
  }

  // Named one by one where Quarkus has a mapper of its own: the closest type wins.
  @ServerExceptionMapper({
    ErrandException.class,
    JsonProcessingException.class,
    MismatchedInputException.class,
    ValidationException.class,
    AuthenticationFailedException.class,
    AuthenticationCompletionException.class,
    AuthenticationRedirectException.class,
    UnauthorizedException.class,
    ForbiddenException.class,
    NotFoundException.class,
    WebApplicationException.class,
    Throwable.class
  })
  public Response answer(Throwable failure) {
    return answers.response(failure, current.getCurrent());
  }
}
