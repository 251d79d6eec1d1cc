package dev.errand.worker.brokenback;

import dev.errand.worker.brokencycle.Here;

/** Breaks, with {@link Here}: features have no cycles. */
public record There(Here here) {}
