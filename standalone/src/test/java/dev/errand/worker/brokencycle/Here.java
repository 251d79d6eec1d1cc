package dev.errand.worker.brokencycle;

import dev.errand.worker.brokenback.There;

/** Breaks, with {@link There}: features have no cycles. */
public record Here(There there) {}
