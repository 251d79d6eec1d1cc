package dev.errand.store.job;

import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob;
import dev.errand.store.job.Taken.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of several jobs are stored, given who has their unique keys: as if they came one after
 * another. So of two with one key the first wins, unless the second replaces it.
 *
 * @param successors which job takes the place of each that has to give way, in order
 * @param heirs who has each key that changes hands, in the end
 */
record KeyPlan(
    List<Fate> fates, List<NewJob> stored, Map<JobId, JobId> successors, Map<String, JobId> heirs) {

  /**
   * @param holders the unfinished job that has each key; those to be stored may be among them
   */
  static KeyPlan of(List<Wanted> wanted, Map<String, JobId> holders) {
    var plan =
        new KeyPlan(
            new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    Map<String, JobId> current = new HashMap<>(holders);
    wanted.forEach(one -> plan.fates().add(plan.decide(one, current)));
    return plan;
  }

  private Fate decide(Wanted wanted, Map<String, JobId> current) {
    NewJob job = wanted.job();
    @Nullable String key = job.uniqueKey();
    @Nullable JobId holder = key == null ? null : current.get(key);
    if (key == null || holder == null || holder.equals(job.id())) {
      return store(job);
    }
    return switch (wanted.onConflict()) {
      case REJECT -> new Fate.Refused(key, holder);
      case RETURN -> new Fate.Existing(key, holder);
      case REPLACE -> {
        successors.put(holder, job.id());
        heirs.put(key, job.id());
        current.put(key, job.id());
        yield store(job);
      }
    };
  }

  private Fate store(NewJob job) {
    stored.add(job);
    return new Fate.Stored(job.id());
  }
}
