/** A Kafka broker for tests. */
@org.jspecify.annotations.NullMarked
package dev.errand.live.kafka;
