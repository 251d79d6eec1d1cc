/** What the outside world is told of jobs, and how it knows that it is us. */
@org.jspecify.annotations.NullMarked
package dev.errand.model.webhook;
