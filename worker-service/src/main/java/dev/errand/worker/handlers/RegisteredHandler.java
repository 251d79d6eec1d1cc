package dev.errand.worker.handlers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A handler with all that is needed to run it on a job's data. */
public final class RegisteredHandler {
  private final String type;
  private final JavaType input;
  private final int maxAttempts;
  private final List<Class<? extends Throwable>> never;
  private final Body body;
  private final ObjectMapper json;
  private final Validator validator;

  RegisteredHandler(
      String type, JavaType input, Retry retry, Body body, ObjectMapper json, Validator validator) {
    this.type = type;
    this.input = input;
    this.maxAttempts = retry.attempts();
    this.never = List.of(retry.never());
    this.body = body;
    this.json = json;
    this.validator = validator;
  }

  /** What is run, plain or reactive. */
  @FunctionalInterface
  interface Body {
    @Nullable Object run(Object input, JobContext job) throws Exception;
  }

  public String type() {
    return type;
  }

  public int maxAttempts() {
    return maxAttempts;
  }

  JavaType input() {
    return input;
  }

  /**
   * Runs one attempt.
   *
   * @param data the job's data as JSON text; none counts as an empty object
   * @return the result as JSON text; null for none
   * @throws InputInvalid if the data does not fit
   * @throws Exception what the handler throws
   */
  public @Nullable String run(@Nullable String data, JobContext job) throws Exception {
    @Nullable Object output = body.run(read(data), job);
    return output == null ? null : json.writeValueAsString(output);
  }

  private Object read(@Nullable String data) throws InputInvalid {
    Object read;
    try {
      read = json.readValue(data == null ? "{}" : data, input);
    } catch (JsonProcessingException mismatch) {
      throw new InputInvalid(mismatch.getOriginalMessage());
    }
    if (read == null) {
      throw new InputInvalid("data must not be null");
    }
    Set<ConstraintViolation<Object>> violations = validator.validate(read);
    if (!violations.isEmpty()) {
      throw new InputInvalid(
          violations.stream()
              .map(violation -> violation.getPropertyPath() + " " + violation.getMessage())
              .sorted()
              .collect(Collectors.joining("; ")));
    }
    return read;
  }

  /** Whether a further attempt might cure that failure. */
  public boolean isRetryable(Throwable failure) {
    return !(failure instanceof InputInvalid)
        && never.stream().noneMatch(kind -> kind.isInstance(failure));
  }
}
