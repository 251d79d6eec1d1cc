package dev.errand.model.operation;

import java.util.Locale;

/** How far an operation is. */
public enum OperationState {
  /** Workers go on with it. */
  RUNNING,
  /** Every matching job was looked at. */
  COMPLETED,
  /** Somebody stopped it; what was done stays done. */
  ABORTED,
  /** It could not go on; what was done stays done. */
  FAILED;

  /** The word on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The state of that word. */
  public static OperationState of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
