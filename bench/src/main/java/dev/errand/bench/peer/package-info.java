/** Errand as one of the peers of bench/peers: the same orders, the same figures. */
@org.jspecify.annotations.NullMarked
package dev.errand.bench.peer;
