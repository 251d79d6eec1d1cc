package dev.errand.worker.outgoing;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many calls an endpoint has at once. Nobody waits for a place, because whoever waits holds a
 * slot that others could use.
 */
@Singleton
class Places {
  private static final int PER_ENDPOINT = 5;

  private final Map<String, Integer> taken = new ConcurrentHashMap<>();

  /** A place that is held until it is closed. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /** A place at the endpoint, if there is one. */
  Optional<Place> take(String endpoint) {
    boolean[] had = new boolean[1];
    taken.compute(
        endpoint,
        (name, count) -> {
          int now = count == null ? 0 : count;
          had[0] = now < PER_ENDPOINT;
          return had[0] ? now + 1 : now;
        });
    return had[0] ? Optional.of(() -> leave(endpoint)) : Optional.empty();
  }

  private void leave(String endpoint) {
    @Nullable Integer left = taken.compute(endpoint, (name, count) -> less(count));
  }

  private static @Nullable Integer less(@Nullable Integer count) {
    return count == null || count <= 1 ? null : count - 1;
  }
}
