package dev.errand.api.schedules;

import dev.errand.api.jobs.Items;
import dev.errand.api.web.PageQuery;
import dev.errand.model.schedule.Fire;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.schedule.FindLastFires;
import dev.errand.store.schedule.ListFires;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came of schedules' fires. */
@Singleton
class ScheduleFires {
  private final Database database;

  ScheduleFires(Database database) {
    this.database = database;
  }

  /** The newest fire of each; those that never fired are not in it. */
  Uni<Map<ScheduleId, Fire>> last(TenantId tenant, List<ScheduleEntity> schedules) {
    List<ScheduleId> asked = schedules.stream().map(ScheduleEntity::id).toList();
    return asked.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : database.asTenant(tenant, sql -> FindLastFires.run(sql, tenant, asked));
  }

  /** Newest first. */
  Uni<Items<Fire>> page(ScheduleEntity schedule, PageQuery.Page page) {
    @Nullable UUID after = page.after();
    @Nullable Instant before = after == null ? null : moment(after);
    TenantId tenant = schedule.tenant();
    return database
        .asTenant(
            tenant, sql -> ListFires.run(sql, tenant, schedule.id(), before, page.limit() + 1))
        .map(found -> page(found, page));
  }

  private static Items<Fire> page(List<Fire> found, PageQuery.Page page) {
    List<Fire> items = page.cut(found);
    return new Items<>(
        items, items.isEmpty() ? null : page.next(found.size(), id(items.getLast())));
  }

  // A fire's id within its schedule is its moment, to the microsecond.
  private static UUID id(Fire fire) {
    return new UUID(ChronoUnit.MICROS.between(Instant.EPOCH, fire.fireAt()), 0);
  }

  private static Instant moment(UUID id) {
    return Instant.EPOCH.plus(id.getMostSignificantBits(), ChronoUnit.MICROS);
  }
}
