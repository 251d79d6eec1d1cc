package dev.errand.worker.handlers;

/** Leaves a handler whose attempt should stop. */
public final class JobCancelled extends RuntimeException {
  public JobCancelled() {
    super("the job was called off", null, false, false);
  }
}
