package dev.errand.model.job;

import org.jspecify.annotations.Nullable;

/**
 * How far a running job is.
 *
 * @param percent 0..100
 */
public record Progress(int percent, @Nullable String message) {}
