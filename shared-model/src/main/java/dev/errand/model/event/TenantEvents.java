package dev.errand.model.event;

import dev.errand.model.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a channel carries: events of one tenant, in order. Batched because a commit moves hundreds
 * of jobs at once; keyed by tenant so that a job's events stay in order on a partitioned channel.
 */
public record TenantEvents(TenantId tenant, List<JobEvent> events) {

  /** Splits events by tenant, keeping their order. */
  public static List<TenantEvents> group(List<? extends JobEvent> events) {
    Map<TenantId, List<JobEvent>> byTenant =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    JobEvent::tenant,
                    LinkedHashMap::new,
                    Collectors.mapping(event -> (JobEvent) event, Collectors.toList())));
    return byTenant.entrySet().stream()
        .map(entry -> new TenantEvents(entry.getKey(), entry.getValue()))
        .toList();
  }
}
