package dev.errand.worker.handlers;

/** Fails the job for good: no further attempt would cure it. */
public final class PermanentFailure extends RuntimeException {
  private final String code;

  /**
   * @param code a stable word for the job's error
   */
  public PermanentFailure(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
