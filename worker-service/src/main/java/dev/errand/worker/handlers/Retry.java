package dev.errand.worker.handlers;

import dev.errand.model.job.NewJob;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a handler wants its failures treated. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Retry {
  /** How many attempts a job of this type has that does not say: 1..1000. */
  int attempts() default NewJob.DEFAULT_MAX_ATTEMPTS;

  /** Failures that no further attempt would cure; subclasses count too. */
  Class<? extends Throwable>[] never() default {};
}
