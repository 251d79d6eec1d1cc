package dev.errand.api.schedules;

import dev.errand.api.jobs.Items;
import dev.errand.api.web.PageQuery;
import dev.errand.model.schedule.Fire;
import dev.errand.model.schedule.ScheduleId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Puts together what people see of schedules: definition, next fires, last fire. */
@Singleton
class ScheduleViews {
  private final ScheduleFires fires;
  private final Clock clock;

  ScheduleViews(ScheduleFires fires, Clock clock) {
    this.fires = fires;
    this.clock = clock;
  }

  Uni<ScheduleView> of(ScheduleEntity schedule) {
    return fires
        .last(schedule.tenant(), List.of(schedule))
        .map(last -> ScheduleView.of(schedule, last.get(schedule.id()), clock.instant()));
  }

  /**
   * @param found of one tenant, one more than the page holds where there is another page
   */
  Uni<Items<ScheduleView>> page(List<ScheduleEntity> found, PageQuery.Page page) {
    if (found.isEmpty()) {
      return Uni.createFrom().item(new Items<>(List.of(), null));
    }
    List<ScheduleEntity> items = page.cut(found);
    return fires
        .last(items.getFirst().tenant(), items)
        .map(last -> new Items<>(views(items, last), page.next(found.size(), items.getLast().id)));
  }

  private List<ScheduleView> views(List<ScheduleEntity> items, Map<ScheduleId, Fire> last) {
    Instant now = clock.instant();
    return items.stream().map(item -> ScheduleView.of(item, last.get(item.id()), now)).toList();
  }
}
