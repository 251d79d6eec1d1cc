/** Endpoints that are told of jobs, and what was sent to them. */
@org.jspecify.annotations.NullMarked
package dev.errand.api.webhooks;
