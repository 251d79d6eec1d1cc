package dev.errand.model.queue;

/** How many unfinished jobs of a queue stand in each state. */
public record QueueDepth(long held, long scheduled, long pending, long running, long retrying) {}
