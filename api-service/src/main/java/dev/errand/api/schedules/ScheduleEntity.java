package dev.errand.api.schedules;

import dev.errand.model.schedule.CronExpression;
import dev.errand.model.schedule.CronSchedule;
import dev.errand.model.schedule.DstGap;
import dev.errand.model.schedule.DstOverlap;
import dev.errand.model.schedule.Interval;
import dev.errand.model.schedule.LatePolicy;
import dev.errand.model.schedule.OverlapPolicy;
import dev.errand.model.schedule.ScheduleId;
import dev.errand.model.schedule.Timing;
import dev.errand.model.tenant.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of a schedule's definition. */
@Entity
@Table(name = "schedule")
@SuppressWarnings("NullAway.Init") // Hibernate fills what the constructor for it leaves out
class ScheduleEntity {
  @Id UUID id;

  @Column(name = "tenant_id")
  UUID tenantId;

  String name;
  @Nullable String cron;

  @Column(name = "every_ms")
  @Nullable Long everyMs;

  String timezone = "UTC";

  @Column(name = "dst_gap")
  String dstGap = DstGap.RUN_AFTER.wire();

  @Column(name = "dst_overlap")
  String dstOverlap = DstOverlap.FIRST.wire();

  String overlap = OverlapPolicy.ALLOW.wire();
  String misfire = LatePolicy.DEFAULT.misfire().wire();

  @Column(name = "catch_up_ms")
  long catchUpMs = LatePolicy.DEFAULT.catchUp().toMillis();

  String job;
  @Embedded TemplateColumns template;

  @Column(name = "paused_at")
  @Nullable Instant pausedAt;

  Instant since;

  @Column(name = "created_by")
  String createdBy;

  @Column(name = "created_at")
  Instant createdAt;

  int version = 1;

  protected ScheduleEntity() {}

  /**
   * @param now by the database's clock: only later fires count
   */
  ScheduleEntity(UUID id, TenantId tenant, String createdBy, Instant now) {
    this.id = id;
    this.tenantId = tenant.value();
    this.createdBy = createdBy;
    this.createdAt = now;
    this.since = now;
  }

  ScheduleId id() {
    return new ScheduleId(id);
  }

  TenantId tenant() {
    return new TenantId(tenantId);
  }

  /**
   * When it fires.
   *
   * @throws dev.errand.model.problem.ErrandException for an expression that is none
   */
  Timing timing() {
    if (everyMs != null) {
      return new Interval(Duration.ofMillis(everyMs), createdAt);
    }
    return new CronSchedule(
        CronExpression.parse(String.valueOf(cron)),
        ZoneId.of(timezone),
        DstGap.of(dstGap).orElseThrow(),
        DstOverlap.of(dstOverlap).orElseThrow());
  }
}
