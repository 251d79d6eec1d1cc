package dev.errand.model.job;

import java.time.Instant;

/**
 * One line of a job's log.
 *
 * @param id rises within the job; what {@code after} takes
 */
public record LogLine(long id, int attempt, Instant at, String level, String message) {}
