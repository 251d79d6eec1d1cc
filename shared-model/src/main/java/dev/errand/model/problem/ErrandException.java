package dev.errand.model.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error with a code that a client may be told. Carries no stack: it is an answer, not a bug. */
public final class ErrandException extends RuntimeException {
  private final ErrorCode code;
  private final transient List<FieldError> errors;
  private final @Nullable Duration retryAfter;
  private final @Nullable String existing;

  private ErrandException(
      ErrorCode code,
      String detail,
      List<FieldError> errors,
      @Nullable Duration retryAfter,
      @Nullable String existing) {
    super(detail, null, false, false);
    this.code = code;
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
    this.existing = existing;
  }

  public ErrandException(ErrorCode code, String detail) {
    this(code, detail, List.of(), null, null);
  }

  /**
   * A conflict with something that is there already.
   *
   * @param existing its id, for a client that wants to look at it
   */
  public static ErrandException conflict(ErrorCode code, String detail, String existing) {
    return new ErrandException(code, detail, List.of(), null, existing);
  }

  /** Something that passes: the client should come back after {@code retryAfter}. */
  public static ErrandException later(ErrorCode code, String detail, Duration retryAfter) {
    return new ErrandException(code, detail, List.of(), retryAfter, null);
  }

  /** A validation failure that names each wrong field. */
  public static ErrandException invalid(List<FieldError> errors) {
    return invalid(ErrorCode.VALIDATION_FAILED, errors);
  }

  /** One wrong field. */
  public static ErrandException invalid(String pointer, String detail) {
    return invalid(List.of(new FieldError(pointer, detail)));
  }

  /** A validation failure with a code of its own. */
  public static ErrandException invalid(ErrorCode code, List<FieldError> errors) {
    var first = errors.getFirst();
    return new ErrandException(
        code, first.pointer().substring(1) + ": " + first.detail(), errors, null, null);
  }

  public ErrorCode code() {
    return code;
  }

  /** The wrong fields; empty unless the request failed validation. */
  public List<FieldError> errors() {
    return errors;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** The id of what the request conflicts with, where it may be told. */
  public @Nullable String existing() {
    return existing;
  }

  /** What is special about this occurrence, for people. */
  public String detail() {
    return String.valueOf(getMessage());
  }
}
