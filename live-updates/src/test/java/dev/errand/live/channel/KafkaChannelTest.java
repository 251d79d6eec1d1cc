package dev.errand.live.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.live.kafka.KafkaBroker;
import dev.errand.live.kafka.KafkaBrokerResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = KafkaBrokerResource.class, restrictToAnnotatedClass = true)
class KafkaChannelTest extends ChannelContract {
  @Inject MeterRegistry meters;

  @SuppressWarnings("NullAway.Init")
  KafkaBroker broker;

  @Test
  void aDeadBrokerCostsThePublisherNothingAndIsForgottenWhenItIsBack() {
    double before = dropped();
    broker.stop();
    try {
      long start = System.nanoTime();
      for (int batch = 0; batch < 2_000; batch++) {
        channel.publish(Events.completed(ANN, batch));
      }

      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(dropped() - before).isGreaterThan(1_000));
    } finally {
      broker.resume();
    }
    isConnected();
  }

  private double dropped() {
    return meters.counter("errand.events.dropped").count();
  }
}
