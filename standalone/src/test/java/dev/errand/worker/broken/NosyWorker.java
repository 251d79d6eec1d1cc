package dev.errand.worker.broken;

import dev.errand.api.accounts.DemoTenantReady;

/** Breaks: the worker does not see the API. */
public record NosyWorker(DemoTenantReady event) {}
