package dev.errand.api.broken;

import io.smallrye.mutiny.Uni;

/** Breaks: waits end. */
public record HastyService(Uni<String> answer) {
  String now() {
    return answer.await().indefinitely();
  }
}
