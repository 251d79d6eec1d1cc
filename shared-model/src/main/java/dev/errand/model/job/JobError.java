package dev.errand.model.job;

import java.time.Instant;

/**
 * Why an attempt or a job failed.
 *
 * @param code a stable word: a handler's own, or {@code handler_error}, {@code timeout}, {@code
 *     worker_lost}, {@code deadline_exceeded}
 * @param message for people, at most {@value dev.errand.model.attempt.AttemptError#MAX_MESSAGE}
 *     characters
 */
public record JobError(String code, String message, Instant at) {}
