package dev.errand.live.channel;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The Kafka client's settings for hints: quick to give up, small, and never in the way. */
final class KafkaKeys {
  private KafkaKeys() {}

  static Map<String, String> of(String bootstrap, String topic) {
    Map<String, String> keys = new HashMap<>();
    both(bootstrap, topic)
        .forEach(
            (key, value) -> {
              keys.put("mp.messaging.outgoing.job-events-out." + key, value);
              keys.put("mp.messaging.incoming.job-events-in." + key, value);
            });
    producer()
        .forEach((key, value) -> keys.put("mp.messaging.outgoing.job-events-out." + key, value));
    consumer()
        .forEach((key, value) -> keys.put("mp.messaging.incoming.job-events-in." + key, value));
    // One line a second and broker while it is away says nothing that DroppedEvents does not say.
    keys.put("quarkus.log.category.\"org.apache.kafka.clients.NetworkClient\".level", "ERROR");
    return keys;
  }

  private static Map<String, String> both(String bootstrap, String topic) {
    return Map.of(
        "connector", "smallrye-kafka",
        "bootstrap.servers", bootstrap,
        "topic", topic,
        // A dead broker does not make a service unready: jobs flow without hints.
        "health-enabled", "false",
        "tracing-enabled", "false",
        "reconnect.backoff.max.ms", "5000",
        "metadata.max.age.ms", "60000");
  }

  private static Map<String, String> producer() {
    return Map.ofEntries(
        Map.entry("key.serializer", "org.apache.kafka.common.serialization.StringSerializer"),
        Map.entry("value.serializer", TenantEventsSerializer.class.getName()),
        // Lost hints cost a poll, late ones are useless: no retries, seconds to live.
        Map.entry("acks", "1"),
        Map.entry("enable.idempotence", "false"),
        Map.entry("retries", "0"),
        Map.entry("linger.ms", "1"),
        Map.entry("request.timeout.ms", "4000"),
        Map.entry("delivery.timeout.ms", "5000"),
        // Waited for on the connector's own thread, and the first event has to learn the topic.
        Map.entry("max.block.ms", "5000"),
        Map.entry("buffer.memory", "8388608"),
        Map.entry("max-inflight-messages", "256"));
  }

  private static Map<String, String> consumer() {
    return Map.ofEntries(
        Map.entry("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer"),
        Map.entry("value.deserializer", TenantEventsDeserializer.class.getName()),
        // A group of its own, so that every process hears everything; it leaves no offsets behind.
        Map.entry("group.id", "errand-" + UUID.randomUUID()),
        Map.entry("auto.offset.reset", "latest"),
        Map.entry("enable.auto.commit", "false"),
        Map.entry("commit-strategy", "ignore"),
        Map.entry("failure-strategy", "ignore"),
        Map.entry("max.poll.records", "100"),
        Map.entry("fetch.max.bytes", "4194304"));
  }
}
