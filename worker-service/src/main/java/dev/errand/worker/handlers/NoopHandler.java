package dev.errand.worker.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Does nothing with any data: what the engine itself costs. */
@Handles("noop")
class NoopHandler implements JobHandler<JsonNode, @Nullable Void> {
  @Override
  public @Nullable Void run(JsonNode input, JobContext job) {
    return null;
  }
}
