package dev.errand.worker.handlers;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validation;

/** Handlers for tests that never run them. */
public final class Registered {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Registered() {}

  /** One whose illegal arguments no attempt would cure. */
  public static RegisteredHandler choosy() {
    return new RegisteredHandler(
        "choosy",
        JSON.constructType(Object.class),
        Choosy.class.getAnnotation(Retry.class),
        (input, job) -> null,
        JSON,
        Validation.buildDefaultValidatorFactory().getValidator());
  }

  @Retry(never = IllegalArgumentException.class)
  private static final class Choosy {}
}
