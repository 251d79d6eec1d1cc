package dev.errand.api.web;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.problem.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bean Validation's findings as wrong fields. */
final class Violations {
  private Violations() {}

  static ErrandException problem(ConstraintViolationException failure) {
    List<FieldError> errors = new ArrayList<>();
    for (ConstraintViolation<?> violation : failure.getConstraintViolations()) {
      if (isMissingBody(violation)) {
        return new ErrandException(ErrorCode.MALFORMED_REQUEST, "The request has no body.");
      }
      errors.add(new FieldError(pointer(violation.getPropertyPath()), violation.getMessage()));
    }
    errors.sort(Comparator.comparing(FieldError::pointer).thenComparing(FieldError::detail));
    return ErrandException.invalid(errors);
  }

  private static boolean isMissingBody(ConstraintViolation<?> violation) {
    Path.Node last = last(violation.getPropertyPath());
    return violation.getInvalidValue() == null
        && last != null
        && last.getKind() == ElementKind.PARAMETER
        && violation.getRootBeanClass() != null
        && last.getName().equals("body");
  }

  private static Path.@Nullable Node last(Path path) {
    Path.Node last = null;
    for (Path.Node node : path) {
      last = node;
    }
    return last;
  }

  // A method's name and the name that Java gives the body are nothing a client knows.
  private static String pointer(Path path) {
    StringBuilder pointer = new StringBuilder("#");
    for (Path.Node node : path) {
      boolean ours =
          node.getKind() == ElementKind.METHOD
              || node.getKind() == ElementKind.PARAMETER && node.getName().equals("body");
      if (node.getIndex() != null) {
        pointer.append('/').append(node.getIndex());
      }
      if (!ours && node.getName() != null && node.getKind() != ElementKind.CONTAINER_ELEMENT) {
        pointer.append('/').append(Pointers.escape(node.getName(), 100));
      }
    }
    return pointer.toString();
  }
}
