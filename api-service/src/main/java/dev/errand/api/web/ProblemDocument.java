package dev.errand.api.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error as clients see it (RFC 9457).
 *
 * @param type a page that explains this kind of error
 * @param title the same for every occurrence
 * @param detail what is special about this one
 * @param instance the path that was asked for
 * @param code the stable word of {@link dev.errand.model.problem.ErrorCode}
 * @param traceId names this request in our logs
 * @param errors the wrong fields, where there are any
 * @param existing the id of what the request conflicts with, where there is such a thing
 */
public record ProblemDocument(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    String traceId,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String existing) {
  /** Its media type. */
  public static final String MEDIA_TYPE = "application/problem+json";

  static ProblemDocument of(ErrandException problem, String instance, String traceId) {
    return new ProblemDocument(
        "/problems/" + problem.code().wire(),
        problem.code().title(),
        problem.code().status(),
        problem.detail(),
        instance,
        problem.code().wire(),
        traceId,
        problem.errors(),
        problem.existing());
  }
}
