package dev.errand.store.lease;

import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a worker's claims have come on their way round all tenants.
 *
 * @param tenant the tenant whose turn ended last
 * @param queues the queue served last of each tenant that has more of them than one claim served
 * @param turn the turn that has begun; null between two turns
 */
public record Rotation(UUID tenant, Map<UUID, String> queues, @Nullable Turn turn) {
  /** Before the first tenant. */
  public static final Rotation START = new Rotation(new UUID(0, 0), Map.of(), null);

  // All of them go into every claim. Who is forgotten begins with its first queue again.
  private static final int MOST_QUEUES = 1000;

  /**
   * A turn that has begun.
   *
   * @param had how many jobs the tenant has had in it
   */
  record Turn(UUID tenant, int had) {}

  /**
   * A tenant that was visited.
   *
   * @param n its number on the way
   * @param queue the queue after which to go on; null to begin with the first
   * @param had how many jobs it has had in a turn that goes on; 0 when its turn is over
   */
  record Stop(int n, UUID tenant, @Nullable String queue, int had) {}

  Rotation after(List<Stop> stops) {
    Map<UUID, String> last = new LinkedHashMap<>(queues);
    UUID reached = tenant;
    @Nullable Turn begun = null;
    for (Stop stop : stops.stream().sorted(Comparator.comparingInt(Stop::n)).toList()) {
      last.remove(stop.tenant());
      if (stop.queue() != null) {
        last.put(stop.tenant(), stop.queue());
      }
      if (stop.had() == 0) {
        reached = stop.tenant();
      } else {
        begun = new Turn(stop.tenant(), stop.had());
      }
    }
    forgetOldest(last);
    return new Rotation(reached, Collections.unmodifiableMap(last), begun);
  }

  private static void forgetOldest(Map<UUID, String> last) {
    Iterator<UUID> oldest = last.keySet().iterator();
    for (int tooMany = last.size() - MOST_QUEUES; tooMany > 0; tooMany--) {
      oldest.next();
      oldest.remove();
    }
  }
}
