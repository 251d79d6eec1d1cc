package dev.errand.store.figure;

import static dev.errand.store.sql.Columns.column;

import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes what a worker counted in a minute, over what it wrote of that minute before. */
@CrossTenant("A worker serves all tenants; each row carries the tenant it counted for.")
public final class RecordFigures {
  private static final String SQL =
      """
      /* figure.record */
      insert into figure (
        tenant_id, minute, queue, worker, completed, failed, retried, cancelled, wait_ms, run_ms
      )
      select tenant_id, minute, queue, $1, completed, failed, retried, cancelled, wait_ms::int[],
        run_ms::int[]
      from unnest(
        $2::uuid[], $3::timestamptz[], $4::text[], $5::int[], $6::int[], $7::int[], $8::int[],
        $9::text[], $10::text[]
      ) as f(tenant_id, minute, queue, completed, failed, retried, cancelled, wait_ms, run_ms)
      order by tenant_id, minute, queue
      on conflict (tenant_id, minute, queue, worker) do update
        set completed = excluded.completed,
          failed = excluded.failed,
          retried = excluded.retried,
          cancelled = excluded.cancelled,
          wait_ms = excluded.wait_ms,
          run_ms = excluded.run_ms
      """;

  private RecordFigures() {}

  /**
   * One worker's minute of one queue, as a whole.
   *
   * @param waits how many attempts waited how long, by {@link dev.errand.model.figure.Buckets}
   * @param runs how many attempts ran how long
   */
  public record Figure(
      TenantId tenant,
      Instant minute,
      QueueName queue,
      int completed,
      int failed,
      int retried,
      int cancelled,
      List<Integer> waits,
      List<Integer> runs) {}

  public static Uni<Void> run(Sql sql, int worker, List<Figure> figures) {
    return sql.run(
            SQL,
            Columns.parameters(
                worker,
                column(figures, UUID[]::new, figure -> figure.tenant().value()),
                column(
                    figures,
                    OffsetDateTime[]::new,
                    figure -> Objects.requireNonNull(Columns.timestamp(figure.minute()))),
                column(figures, String[]::new, figure -> figure.queue().value()),
                column(figures, Integer[]::new, Figure::completed),
                column(figures, Integer[]::new, Figure::failed),
                column(figures, Integer[]::new, Figure::retried),
                column(figures, Integer[]::new, Figure::cancelled),
                column(figures, String[]::new, figure -> literal(figure.waits())),
                column(figures, String[]::new, figure -> literal(figure.runs()))))
        .replaceWithVoid();
  }

  private static String literal(List<Integer> counts) {
    return counts.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }
}
