package dev.errand.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.live.kafka.KafkaBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Without a fault every handler runs exactly once, however many processes share the work. */
class ExactlyOnceIT {
  private static final int BATCHES = 100;
  private static final int BATCH = 1000;
  private static final int JOBS = BATCHES * BATCH;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern RUNS =
      Pattern.compile("^errand_handler_runs_total(?:\\{[^}]*})? ([0-9.E]+)$", Pattern.MULTILINE);

  @Test
  void aHundredThousandJobsOverTwoWorkers() throws IOException, InterruptedException {
    try (KafkaBroker broker = KafkaBroker.start();
        Installation errand = Installation.split(broker, 2, Map.of())) {
      Client ann = errand.newPerson();
      long mails = runs(errand.worker(1).base()) + runs(errand.worker(2).base());
      List<Map<String, String>> jobs = Collections.nCopies(BATCH, Map.of("type", "noop"));

      for (int i = 0; i < BATCHES; i++) {
        assertThat(ann.post("/api/v1/jobs/batch", Map.of("jobs", jobs)).status()).isEqualTo(201);
      }
      await("completed jobs")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> ann.get("/api/v1/jobs/counts").body().path("completed").asInt() == JOBS);

      long first = runs(errand.worker(1).base());
      long second = runs(errand.worker(2).base());
      assertThat(first + second).isEqualTo(mails + JOBS);
      assertThat(first).isPositive();
      assertThat(second).isPositive();
      assertThat(ann.get("/api/v1/jobs/counts").body().path("total").asInt()).isEqualTo(JOBS);
    }
  }

  private static long runs(URI worker) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(worker.resolve("/q/metrics")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      Matcher runs = RUNS.matcher(http.send(request, BodyHandlers.ofString()).body());
      assertThat(runs.find()).as("the metric of handler runs").isTrue();
      return (long) Double.parseDouble(runs.group(1));
    }
  }
}
