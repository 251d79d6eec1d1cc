/** What the outside world is told of jobs, and when it is told again. */
@org.jspecify.annotations.NullMarked
package dev.errand.model.webhook;
