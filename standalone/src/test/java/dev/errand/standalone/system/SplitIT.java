package dev.errand.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.live.kafka.KafkaBroker;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** One API and two workers, with events on Kafka. */
class SplitIT extends ScenarioSuite {
  private final KafkaBroker broker = KafkaBroker.start();

  @Override
  Installation install() {
    return Installation.split(broker, 2, Map.of());
  }

  @Override
  Installation installWithOneSlot() {
    return Installation.split(broker, 1, Map.of("ERRAND_WORKER_SLOTS", "1"));
  }

  @AfterAll
  @Override
  void stop() {
    super.stop();
    broker.close();
  }

  @Test
  void workersTellTheNewsToo() {
    Client ann = errand().newPerson();
    try (LiveListener ear = ann.at(errand().worker(2).base()).listen()) {
      ear.subscribe("jobs");

      String id = ann.submitId(Map.of("type", "noop"));

      JsonNode completed = ear.awaitEvent(id, "job.completed");
      assertThat(completed.path("data").path("state").asText()).isEqualTo("completed");
    }
  }
}
