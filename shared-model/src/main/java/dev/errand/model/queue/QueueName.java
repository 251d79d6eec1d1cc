package dev.errand.model.queue;

import dev.errand.model.problem.ErrandException;
import java.util.regex.Pattern;

/** A queue's name, unique within its tenant. A queue exists as soon as it is named. */
public record QueueName(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  /** Where jobs go that name no queue. */
  public static final QueueName DEFAULT = new QueueName("default");

  public QueueName {
    if (!FORM.matcher(value).matches()) {
      throw ErrandException.invalid("#/queue", "must match " + FORM.pattern());
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
