package dev.errand.api.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import java.util.List;

/** Tells a text that is no JSON from JSON that has a wrong field. */
public final class JsonTrouble {
  private static final int SHOWN = 100;

  private JsonTrouble() {}

  /** What a client is told of a body, or of a part of one that was read by itself. */
  public static ErrandException problem(JsonProcessingException failure) {
    Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof ErrandException named) {
        return named;
      }
      cause = cause.getCause();
    }
    if (failure instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty()) {
      return ErrandException.invalid(pointer(mismatch.getPath()), detail(mismatch));
    }
    if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      if (mapping.getCause() instanceof InputCoercionException) {
        return ErrandException.invalid(pointer(mapping.getPath()), "is too large a number");
      }
      if (!(mapping.getCause() instanceof JsonProcessingException)) {
        return ErrandException.invalid(pointer(mapping.getPath()), "is not valid");
      }
    }
    return new ErrandException(
        ErrorCode.MALFORMED_REQUEST,
        failure instanceof MismatchedInputException
            ? "The body must be a JSON object of the fields that this call takes."
            : "The body is not JSON as RFC 8259 has it, without duplicate names, at most 64 levels"
                + " deep and with numbers of at most 1000 digits.");
  }

  private static String detail(MismatchedInputException mismatch) {
    if (mismatch instanceof UnrecognizedPropertyException) {
      return "is not a field of this request";
    }
    if (mismatch instanceof UnfitJson unfit) {
      return unfit.getOriginalMessage();
    }
    Class<?> target = mismatch.getTargetType();
    if (target == null) {
      return "has the wrong type";
    }
    return "must be " + expected(target);
  }

  private static String expected(Class<?> target) {
    if (target == String.class) {
      return "a string";
    }
    if (target == Boolean.class || target == boolean.class) {
      return "true or false";
    }
    if (target == Integer.class
        || target == int.class
        || target == Long.class
        || target == long.class) {
      return "an integer";
    }
    if (Number.class.isAssignableFrom(target) || target.isPrimitive()) {
      return "a number";
    }
    if (Iterable.class.isAssignableFrom(target) || target.isArray()) {
      return "an array";
    }
    return target.isRecord() ? "an object" : "of another form";
  }

  private static String pointer(List<Reference> path) {
    StringBuilder pointer = new StringBuilder("#");
    for (Reference step : path) {
      String name =
          step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName();
      pointer.append('/').append(Pointers.escape(name, SHOWN));
    }
    return pointer.toString();
  }
}
