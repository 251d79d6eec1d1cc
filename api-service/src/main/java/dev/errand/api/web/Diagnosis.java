package dev.errand.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.store.sql.DatabaseTrouble;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a failure means for the caller. */
@ApplicationScoped
class Diagnosis {
  // Failures come wrapped by frameworks; deeper than this none has been seen.
  private static final int DEPTH = 8;

  ErrandException of(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < DEPTH; i++) {
      Optional<ErrandException> known = named(cause);
      if (known.isPresent()) {
        return known.get();
      }
      cause = cause.getCause();
    }
    return outermost(failure);
  }

  private static Optional<ErrandException> named(Throwable cause) {
    return switch (cause) {
      case ErrandException problem -> Optional.of(problem);
      case JsonProcessingException json -> Optional.of(JsonTrouble.problem(json));
      case ConstraintViolationException violations -> Optional.of(Violations.problem(violations));
      default -> DatabaseTrouble.problem(cause);
    };
  }

  private static ErrandException outermost(Throwable failure) {
    return switch (failure) {
      case UnauthorizedException nobody -> unauthenticated();
      case AuthenticationException refused -> unauthenticated();
      case ForbiddenException denied ->
          new ErrandException(
              ErrorCode.FORBIDDEN,
              "Your role, or what your key was made for, does not allow this.");
      case WebApplicationException web -> ofStatus(web.getResponse().getStatus());
      case HttpException http -> ofStatus(http.getStatusCode());
      default -> internal();
    };
  }

  private static ErrandException unauthenticated() {
    return new ErrandException(ErrorCode.UNAUTHENTICATED, "The request shows no valid token.");
  }

  private static ErrandException internal() {
    return new ErrandException(
        ErrorCode.INTERNAL, "This is our fault. The traceId helps us to find out why.");
  }

  /** What a framework says with a status alone. */
  static ErrandException ofStatus(int status) {
    ErrorCode code = code(status);
    return code == null ? internal() : new ErrandException(code, detail(code));
  }

  private static @Nullable ErrorCode code(int status) {
    return switch (status) {
      case 401 -> ErrorCode.UNAUTHENTICATED;
      case 403 -> ErrorCode.FORBIDDEN;
      case 404 -> ErrorCode.NOT_FOUND;
      case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
      case 406 -> ErrorCode.NOT_ACCEPTABLE;
      case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
      case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
      case 503 -> ErrorCode.OVERLOADED;
      default -> status >= 400 && status < 500 ? ErrorCode.MALFORMED_REQUEST : null;
    };
  }

  private static String detail(ErrorCode code) {
    return switch (code) {
      case NOT_FOUND -> "Nothing is at this address, or it is not yours.";
      case METHOD_NOT_ALLOWED -> "This address does not take that method.";
      case NOT_ACCEPTABLE -> "Accept application/json.";
      case UNSUPPORTED_MEDIA_TYPE -> "Send Content-Type: application/json.";
      default -> code.title() + ".";
    };
  }
}
