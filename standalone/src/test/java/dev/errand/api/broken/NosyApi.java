package dev.errand.api.broken;

import dev.errand.worker.handlers.JobContext;

/** Breaks: the API does not see the worker. */
public record NosyApi(JobContext context) {}
