package dev.errand.live.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelConfigSourceTest {
  private static final String OUT = "mp.messaging.outgoing.job-events-out.";
  private static final String IN = "mp.messaging.incoming.job-events-in.";

  private static SmallRyeConfig config(Map<String, String> keys) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(keys, "test", 500))
        .withSources(new ChannelConfigSource())
        .build();
  }

  @Test
  void memoryUnlessSaidOtherwise() {
    SmallRyeConfig config = config(Map.of());
    assertThat(config.getRawValue(OUT + "connector")).isEqualTo("errand-memory");
    assertThat(config.getRawValue(IN + "connector")).isEqualTo("errand-memory");
  }

  @Test
  void aBootstrapAddressMeansKafka() {
    SmallRyeConfig config = config(Map.of("errand.kafka.bootstrap", "broker:9092"));
    assertThat(config.getRawValue(OUT + "connector")).isEqualTo("smallrye-kafka");
    assertThat(config.getRawValue(IN + "bootstrap.servers")).isEqualTo("broker:9092");
    assertThat(config.getRawValue(OUT + "topic")).isEqualTo("errand.job-events");
  }

  @Test
  void theChannelThatIsNamedWins() {
    SmallRyeConfig config =
        config(Map.of("errand.kafka.bootstrap", "broker:9092", "errand.channel", "memory"));
    assertThat(config.getRawValue(OUT + "connector")).isEqualTo("errand-memory");
  }

  @Test
  void everyProcessHasAGroupOfItsOwn() {
    Map<String, String> keys = Map.of("errand.kafka.bootstrap", "broker:9092");
    assertThat(config(keys).getRawValue(IN + "group.id"))
        .isNotEqualTo(config(keys).getRawValue(IN + "group.id"));
  }

  @Test
  void whatMakesNoSenseIsRefusedAtStart() {
    assertThatThrownBy(() -> config(Map.of("errand.channel", "kafka")))
        .hasStackTraceContaining("needs errand.kafka.bootstrap");
    assertThatThrownBy(() -> config(Map.of("errand.channel", "pigeons")))
        .hasStackTraceContaining("must be memory or kafka, not pigeons");
  }
}
