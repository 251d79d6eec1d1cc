package dev.errand.live.channel;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the channel at start, so that one build runs alone and in a cluster. The keys:
 *
 * <ul>
 *   <li>{@code errand.channel}: {@code memory} or {@code kafka}. Defaults to {@code kafka} where
 *       {@code errand.kafka.bootstrap} is set, else to {@code memory}, because a single process
 *       needs no broker.
 *   <li>{@code errand.kafka.bootstrap}: {@code host:port[,host:port]} of the brokers.
 *   <li>{@code errand.kafka.topic}: defaults to {@code errand.job-events}.
 * </ul>
 */
public final class ChannelConfigSource implements ConfigSourceFactory {
  // Below the environment and system properties, above application.properties.
  private static final int ORDINAL = 275;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    @Nullable String bootstrap = value(context, "errand.kafka.bootstrap");
    @Nullable String named = value(context, "errand.channel");
    String channel = named != null ? named : bootstrap == null ? "memory" : "kafka";
    return List.of(
        new PropertiesConfigSource(keys(channel, bootstrap, context), "errand.channel", ORDINAL));
  }

  private static Map<String, String> keys(
      String channel, @Nullable String bootstrap, ConfigSourceContext context) {
    return switch (channel) {
      case "memory" ->
          Map.of(
              "mp.messaging.outgoing.job-events-out.connector", MemoryConnector.NAME,
              "mp.messaging.incoming.job-events-in.connector", MemoryConnector.NAME);
      case "kafka" -> {
        if (bootstrap == null) {
          throw new IllegalArgumentException(
              "errand.channel=kafka needs errand.kafka.bootstrap, such as broker:9092");
        }
        @Nullable String topic = value(context, "errand.kafka.topic");
        yield KafkaKeys.of(bootstrap, topic == null ? "errand.job-events" : topic);
      }
      default ->
          throw new IllegalArgumentException(
              "errand.channel must be memory or kafka, not " + channel);
    };
  }

  private static @Nullable String value(ConfigSourceContext context, String key) {
    ConfigValue value = context.getValue(key);
    if (value == null || value.getValue() == null || value.getValue().isBlank()) {
      return null;
    }
    return value.getValue().strip();
  }
}
