package dev.errand.model.schedule;

import dev.errand.model.tenant.TenantId;

/** A schedule as far as firing needs it. */
public record Schedule(
    ScheduleId id,
    TenantId tenant,
    Timing timing,
    OverlapPolicy overlap,
    LatePolicy late,
    JobTemplate template) {}
