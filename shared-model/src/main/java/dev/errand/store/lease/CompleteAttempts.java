package dev.errand.store.lease;

import static dev.errand.store.sql.Columns.column;
import static dev.errand.store.sql.Columns.sparse;

import dev.errand.model.job.JobState;
import dev.errand.model.lease.Lease;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.lease.FinishAttempts.Key;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import dev.errand.store.webhook.Announcement;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@link FinishAttempts} where every attempt succeeded, which most do: the jobs can only go to
 * {@code outcome}, and which of them did is told only when some did not.
 */
@CrossTenant("A worker serves all tenants; job and lease token name the row.")
final class CompleteAttempts {
  private static final String SQL =
      """
      /* lease.complete */
      with ended as materialized (
        select held.place, e.result
        from unnest($1::uuid[], $2::bigint[], $3::text[]) as e(id, token, result)
        cross join lateral (
          select l.ctid as place
          from lease l
          where l.id = e.id and l.token = e.token and l.lease_until > clock_timestamp()
          limit 1
        ) as held
      ),
      freed as (
        delete from lease l
        using ended
        where l.ctid = ended.place
        returning l.id, l.token, l.tenant_id, l.attempt, l.worker, l.started_at, ended.result
      ),
      final as (
        insert into outcome (id, tenant_id, state, attempt, worker, started_at, finished_at, result)
        select id, tenant_id, 'completed', attempt, worker, started_at, clock_timestamp(), result
        from freed
      ),
      %s,
      %s
      select
        count(*) = cardinality($1) as whole,
        case when count(*) < cardinality($1) then array_agg(id) end as ids,
        case when count(*) < cardinality($1) then array_agg(token) end as tokens
      from freed
      """
          .formatted(
              Announcement.listeners("freed"),
              Announcement.of("freed", "'job.completed'", "'completed'"));

  private CompleteAttempts() {}

  static Uni<Map<Lease, JobState>> run(Sql sql, List<Ending> endings) {
    return sql.run(
            SQL,
            Columns.parameters(
                column(endings, UUID[]::new, ending -> ending.lease().job().value()),
                column(endings, Long[]::new, ending -> ending.lease().token().value()),
                sparse(endings, String[]::new, Ending::result)))
        .map(rows -> states(ended(endings, rows.iterator().next())));
  }

  private static List<Ending> ended(List<Ending> endings, Row row) {
    if (row.getBoolean("whole")) {
      return endings;
    }
    UUID[] ids = row.getArrayOfUUIDs("ids");
    if (ids == null) {
      return List.of();
    }
    Long[] tokens = row.getArrayOfLongs("tokens");
    Set<Key> held =
        IntStream.range(0, ids.length)
            .mapToObj(i -> new Key(ids[i], tokens[i]))
            .collect(Collectors.toSet());
    return endings.stream().filter(ending -> held.contains(Key.of(ending.lease()))).toList();
  }

  private static Map<Lease, JobState> states(List<Ending> ended) {
    Map<Lease, JobState> states = HashMap.newHashMap(ended.size());
    for (Ending ending : ended) {
      states.put(ending.lease(), JobState.COMPLETED);
    }
    return states;
  }
}
