package dev.errand.api.schedules;

import java.time.Instant;
import java.util.List;

/** When a schedule would fire. */
record SchedulePreview(List<Instant> nextFireTimes) {}
