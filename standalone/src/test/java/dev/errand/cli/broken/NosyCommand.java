package dev.errand.cli.broken;

import dev.errand.store.job.FindJob;

/** Breaks: commands speak HTTP. */
public record NosyCommand(FindJob statement) {}
