package dev.errand.model.outgoing;

/** The address may not be called, or is none. Its message says why, to whoever named it. */
public final class AddressRefused extends RuntimeException {
  public AddressRefused(String reason) {
    super(reason, null, false, false);
  }

  /** Why, in words that follow the name of the field. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
