/** Who listens to changes of jobs, what there is to tell them, and what was sent. */
@org.jspecify.annotations.NullMarked
package dev.errand.store.webhook;
