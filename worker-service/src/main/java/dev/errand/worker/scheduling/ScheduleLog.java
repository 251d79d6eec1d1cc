package dev.errand.worker.scheduling;

import dev.errand.worker.scheduling.FirePlan.Unusable;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** What the operator hears of schedules. */
@Singleton
class ScheduleLog {
  private static final Logger LOG = Logger.getLogger(ScheduleLog.class);
  private static final int MOST_REMEMBERED = 1000;

  private final Set<Unusable> told = ConcurrentHashMap.newKeySet();

  /** Once for each schedule and reason: its fires tell the rest. */
  void unusable(Unusable schedule) {
    if (told.size() >= MOST_REMEMBERED) {
      told.clear();
    }
    if (told.add(schedule)) {
      LOG.warnf(
          "schedule %s of tenant %s cannot be fired, its fires are skipped: %s",
          schedule.schedule(), schedule.tenant(), schedule.why().replaceAll("\\p{Cntrl}", " "));
    }
  }
}
