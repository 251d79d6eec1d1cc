/** Tells the outside world what happened to jobs. Each message is a job, so none is lost. */
@org.jspecify.annotations.NullMarked
package dev.errand.worker.webhooks;
