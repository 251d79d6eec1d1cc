package dev.errand.store.worker;

import static dev.errand.store.sql.Columns.column;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Gives a booting worker a row of its own and makes its types known. */
@CrossTenant("Workers belong to the platform, not to a tenant.")
public final class RegisterWorker {
  private static final String SQL =
      """
      /* worker.register */
      with known as (
        insert into job_type (name, input_schema, max_attempts)
        select name, schema::json, max_attempts
        from unnest($5::text[], $6::text[], $7::smallint[]) as t(name, schema, max_attempts)
        order by name
        on conflict (name) do update
          set input_schema = excluded.input_schema,
            max_attempts = excluded.max_attempts,
            registered_at = now()
      )
      insert into worker (name, host, version, slots, types)
      values ($1, $2, $3, $4, $5)
      returning id
      """;

  private RegisterWorker() {}

  /**
   * A worker process as it introduces itself.
   *
   * @param types the types it has handlers for
   */
  public record Introduction(
      String name, String host, String version, int slots, List<KnownType> types) {}

  /**
   * @return the row's id: who claims, from now until the process ends
   */
  public static Uni<Integer> run(Sql sql, Introduction worker) {
    return sql.run(
            SQL,
            Columns.parameters(
                worker.name(),
                worker.host(),
                worker.version(),
                worker.slots(),
                column(worker.types(), String[]::new, KnownType::name),
                column(worker.types(), String[]::new, KnownType::inputSchema),
                column(worker.types(), Short[]::new, type -> (short) type.maxAttempts())))
        .map(rows -> rows.iterator().next().getInteger("id"));
  }
}
