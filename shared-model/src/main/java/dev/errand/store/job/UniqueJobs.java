package dev.errand.store.job;

import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobId;
import dev.errand.model.job.NewJob;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stores jobs in a transaction, some of which have unique keys. The keys are locked first, in their
 * order: of callers that want the same ones each sees what the one before it did.
 */
public final class UniqueJobs {
  // A job may move between two tables while we look. Each such miss waited for whoever moved it, so
  // this many in a row are somebody's loop: then nothing is stored, rather than two for one key.
  private static final int TRIES = 50;

  private UniqueJobs() {}

  /**
   * To be run in a transaction: several statements.
   *
   * @param wanted of one tenant
   */
  public static Uni<Taken> store(Sql sql, List<Wanted> wanted) {
    List<NewJob> firsts = firstOfEachKey(wanted);
    if (firsts.isEmpty()) {
      return insert(sql, KeyPlan.of(wanted, Map.of()), List.of());
    }
    TenantId tenant = firsts.getFirst().tenant();
    return LockKeys.run(sql, tenant, firsts)
        .chain(holders -> takeOver(sql, tenant, firsts, holders))
        .map(holders -> KeyPlan.of(wanted, holders))
        .chain(plan -> insert(sql, plan, firsts));
  }

  private static List<NewJob> firstOfEachKey(List<Wanted> wanted) {
    Map<String, NewJob> firsts = new LinkedHashMap<>();
    for (Wanted one : wanted) {
      if (one.job().uniqueKey() != null) {
        firsts.putIfAbsent(one.job().uniqueKey(), one.job());
      }
    }
    return List.copyOf(firsts.values());
  }

  // Keys of jobs that are final go to the first who wants them.
  private static Uni<Map<String, JobId>> takeOver(
      Sql sql, TenantId tenant, List<NewJob> firsts, Map<String, JobId> holders) {
    Map<String, JobId> heirs = new LinkedHashMap<>();
    for (NewJob job : firsts) {
      if (!job.id().equals(holders.get(job.uniqueKey()))) {
        heirs.put(String.valueOf(job.uniqueKey()), job.id());
      }
    }
    return heirs.isEmpty()
        ? Uni.createFrom().item(holders)
        : PassKeysOn.fromFinal(sql, tenant, heirs).map(freed -> merge(holders, heirs, freed));
  }

  private static Map<String, JobId> merge(
      Map<String, JobId> holders, Map<String, JobId> heirs, List<String> freed) {
    Map<String, JobId> merged = new HashMap<>(holders);
    heirs.forEach(
        (key, heir) -> merged.computeIfPresent(key, (k, old) -> freed.contains(k) ? heir : old));
    return merged;
  }

  private static Uni<Taken> insert(Sql sql, KeyPlan plan, List<NewJob> firsts) {
    if (plan.stored().isEmpty()) {
      return Uni.createFrom().item(new Taken(plan.fates(), List.of(), List.of()));
    }
    return InsertJobs.run(sql, plan.stored())
        .map(stored -> plan.stored().stream().map(stored::job).toList())
        .chain(
            stored ->
                replace(sql, plan, firsts)
                    .map(replaced -> new Taken(plan.fates(), stored, replaced)));
  }

  // After the insert, because a job of a batch may give way to a later one of it.
  private static Uni<List<JobEvent>> replace(Sql sql, KeyPlan plan, List<NewJob> firsts) {
    if (plan.successors().isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    NewJob any = firsts.getFirst();
    return PassKeysOn.fromAll(sql, any.tenant(), plan.heirs())
        .chain(() -> cancel(sql, any, plan.successors(), new ArrayList<>(), TRIES));
  }

  private static Uni<List<JobEvent>> cancel(
      Sql sql, NewJob any, Map<JobId, JobId> successors, List<JobEvent> cancelled, int tries) {
    return ReplaceJobs.run(sql, any.tenant(), successors, any.createdBy())
        .chain(
            result -> {
              cancelled.addAll(result.cancelled());
              Map<JobId, JobId> missed = new LinkedHashMap<>(successors);
              missed.keySet().retainAll(result.missed());
              if (missed.isEmpty()) {
                return Uni.createFrom().item(cancelled);
              }
              return tries == 0
                  ? Uni.createFrom().failure(restless(missed))
                  : cancel(sql, any, missed, cancelled, tries - 1);
            });
  }

  private static ErrandException restless(Map<JobId, JobId> missed) {
    return new ErrandException(
        ErrorCode.STATE_CONFLICT,
        "the job " + missed.keySet().iterator().next() + " moves again and again; try again");
  }
}
