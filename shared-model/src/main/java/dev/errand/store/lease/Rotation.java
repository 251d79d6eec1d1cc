package dev.errand.store.lease;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a worker's claims have come on their way round all tenants.
 *
 * @param tenant the tenant that was served last
 * @param queues the queue served last of each tenant that has more of them than one claim visits
 */
public record Rotation(UUID tenant, Map<UUID, String> queues) {
  /** Before the first tenant. */
  public static final Rotation START = new Rotation(new UUID(0, 0), Map.of());

  /**
   * A tenant that was visited.
   *
   * @param n its number on the way
   * @param queue the last of its queues that was visited; null if all were
   */
  record Stop(int n, UUID tenant, @Nullable String queue) {}

  Rotation after(List<Stop> stops) {
    if (stops.isEmpty()) {
      return this;
    }
    Map<UUID, String> last = new HashMap<>(queues);
    for (Stop stop : stops) {
      @Nullable String queue = stop.queue();
      if (queue == null) {
        last.remove(stop.tenant());
      } else {
        last.put(stop.tenant(), queue);
      }
    }
    UUID reached =
        stops.stream().max(Comparator.comparingInt(Stop::n)).map(Stop::tenant).orElse(tenant);
    return new Rotation(reached, Map.copyOf(last));
  }
}
