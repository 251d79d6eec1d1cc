package dev.errand.api.broken;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Breaks: only workers wait. */
public record PatientService(Uni<String> answer) {
  String now() {
    return answer.await().atMost(Duration.ofSeconds(1));
  }
}
