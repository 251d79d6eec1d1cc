package dev.errand.model.job;

import dev.errand.model.problem.ErrandException;

/** How urgent a job is: −1000..1000, higher runs first. */
public record Priority(int value) {
  public static final Priority LOW = new Priority(-10);
  public static final Priority NORMAL = new Priority(0);
  public static final Priority HIGH = new Priority(10);
  public static final Priority URGENT = new Priority(20);

  public Priority {
    if (value < -1000 || value > 1000) {
      throw ErrandException.invalid("#/priority", "must be from -1000 to 1000");
    }
  }

  /** The preset of that name: {@code low}, {@code normal}, {@code high} or {@code urgent}. */
  public static Priority named(String name) {
    return switch (name) {
      case "low" -> LOW;
      case "normal" -> NORMAL;
      case "high" -> HIGH;
      case "urgent" -> URGENT;
      default ->
          throw ErrandException.invalid(
              "#/priority", "must be an integer or one of low, normal, high, urgent");
    };
  }
}
