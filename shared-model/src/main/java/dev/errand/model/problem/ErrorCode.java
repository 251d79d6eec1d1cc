package dev.errand.model.problem;

import java.util.Locale;

/**
 * Every error a client can be told, as a stable word. {@code /problems/<wire>} explains each.
 *
 * <p>Titles are the same for every occurrence (RFC 9457 §3.1.3); what is special goes into the
 * detail.
 */
public enum ErrorCode {
  MALFORMED_REQUEST(ErrorKind.CALLER, 400, "The request cannot be read"),
  INVALID_CURSOR(ErrorKind.CALLER, 400, "The cursor does not belong to this list"),
  INVALID_TOKEN(ErrorKind.CALLER, 400, "The link is wrong, used or expired"),
  INVALID_CODE(ErrorKind.CALLER, 400, "The code is wrong, used or expired"),
  AMBIGUOUS_CREDENTIALS(ErrorKind.CALLER, 400, "Send a cookie or a bearer token, not both"),
  UNAUTHENTICATED(ErrorKind.CALLER, 401, "Sign in first"),
  INVALID_CREDENTIALS(ErrorKind.CALLER, 401, "The login or the password is wrong"),
  TOKEN_REUSED(ErrorKind.CALLER, 401, "The refresh token was used before; sign in again"),
  EMAIL_NOT_VERIFIED(ErrorKind.CALLER, 403, "The e-mail address is not verified yet"),
  WRONG_PASSWORD(ErrorKind.CALLER, 403, "The password is wrong"),
  FORBIDDEN(ErrorKind.CALLER, 403, "You may not do this"),
  CSRF(ErrorKind.CALLER, 403, "The request does not come from our own pages"),
  NOT_FOUND(ErrorKind.CALLER, 404, "There is no such thing"),
  METHOD_NOT_ALLOWED(ErrorKind.CALLER, 405, "The method is not allowed here"),
  NOT_ACCEPTABLE(ErrorKind.CALLER, 406, "We cannot answer in an accepted format"),
  STATE_CONFLICT(ErrorKind.CONFLICT, 409, "The state does not allow this"),
  UNIQUE_CONFLICT(ErrorKind.CONFLICT, 409, "Another unfinished job has this unique key"),
  NAME_TAKEN(ErrorKind.CONFLICT, 409, "The name is taken"),
  LAST_OWNER(ErrorKind.CONFLICT, 409, "The tenant would have no owner left"),
  LAST_ADMIN(ErrorKind.CONFLICT, 409, "The platform would have no admin left"),
  QUEUE_NOT_MANUAL(ErrorKind.CONFLICT, 409, "The queue runs its jobs by itself"),
  REFRESH_RACED(ErrorKind.CONFLICT, 409, "Another request refreshed these tokens just now"),
  IDEMPOTENCY_IN_PROGRESS(ErrorKind.CONFLICT, 409, "The first request with this key still runs"),
  LEASE_LOST(ErrorKind.CONFLICT, 409, "The lease is no longer yours"),
  DEADLINE_EXCEEDED(ErrorKind.CONFLICT, 409, "The deadline has passed"),
  COUNT_CHANGED(ErrorKind.CONFLICT, 409, "Another number of jobs matches now"),
  LIMIT_REACHED(ErrorKind.LIMIT, 409, "There are as many as there may be"),
  STALE_VERSION(ErrorKind.CONFLICT, 412, "The version is stale"),
  PAYLOAD_TOO_LARGE(ErrorKind.LIMIT, 413, "The request is too large"),
  UNSUPPORTED_MEDIA_TYPE(ErrorKind.CALLER, 415, "Send JSON, uncompressed"),
  VALIDATION_FAILED(ErrorKind.CALLER, 422, "Some fields are not valid"),
  UNKNOWN_TYPE(ErrorKind.CALLER, 422, "No worker knows this type"),
  IDEMPOTENCY_KEY_REUSED(ErrorKind.CALLER, 422, "The key was used with another request"),
  RATE_LIMITED(ErrorKind.LIMIT, 429, "Too many requests"),
  TOO_MANY_ATTEMPTS(ErrorKind.LIMIT, 429, "Too many wrong guesses"),
  INTERNAL(ErrorKind.BUG, 500, "Something went wrong on our side"),
  OVERLOADED(ErrorKind.LIMIT, 503, "We are overloaded"),
  DATABASE_AWAY(ErrorKind.DEPENDENCY, 503, "The database is away");

  private final ErrorKind kind;
  private final int status;
  private final String title;

  ErrorCode(ErrorKind kind, int status, String title) {
    this.kind = kind;
    this.status = status;
    this.title = title;
  }

  /** The word on the wire, such as {@code state_conflict}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  public ErrorKind kind() {
    return kind;
  }

  /** The HTTP status it is answered with. */
  public int status() {
    return status;
  }

  public String title() {
    return title;
  }
}
