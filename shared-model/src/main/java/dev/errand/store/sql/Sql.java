package dev.errand.store.sql;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.function.Supplier;

/** Something that runs statements: a pool, or one open transaction. */
@FunctionalInterface
public interface Sql {

  /**
   * Runs one prepared statement.
   *
   * @return its rows; fails with {@link StatementRefused} when PostgreSQL refuses it
   */
  Uni<RowSet<Row>> run(String statement, Tuple parameters);

  /** Runs statements on that client. */
  static Sql on(SqlClient client) {
    return (statement, parameters) ->
        uni(() -> client.preparedQuery(statement).execute(parameters));
  }

  /** A lazy {@code Uni} of a Vert.x future, without the detour over a completion stage. */
  static <T> Uni<T> uni(Supplier<Future<T>> future) {
    return Uni.createFrom()
        .emitter(
            emitter ->
                future
                    .get()
                    .onSuccess(emitter::complete)
                    .onFailure(failure -> emitter.fail(inOurWords(failure))));
  }

  private static Throwable inOurWords(Throwable failure) {
    return failure instanceof PgException refused ? new StatementRefused(refused) : failure;
  }
}
