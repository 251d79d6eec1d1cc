package dev.errand.store.job;

import dev.errand.model.job.NewJob;
import dev.errand.model.job.OnConflict;

/**
 * A valid job that somebody wants stored.
 *
 * @param onConflict what to do when its unique key is taken
 */
public record Wanted(NewJob job, OnConflict onConflict) {}
