package dev.errand.store.sql;

import dev.errand.model.tenant.TenantId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The connections of one process. Few and dedicated: a claim never waits behind a list, and the
 * engine's batches need pipelining, not width.
 *
 * <p>Pools connect when they are first used, so a process pays only for what it does.
 */
public final class Database implements AutoCloseable {
  // Serialises claims of all workers. Taken in a statement of its own, before the claim's snapshot.
  private static final long CLAIM_LOCK = 0x6572_7261_6e64L;

  private static final Map<String, String> ENGINE =
      Map.of(
          "role", "errand_engine",
          "plan_cache_mode", "force_generic_plan",
          "enable_seqscan", "off",
          "jit", "off");
  private static final Map<String, String> TENANT =
      Map.of(
          "role", "errand_app",
          "plan_cache_mode", "force_generic_plan",
          // A tenant with most of the rows must not make every other's question read all of them.
          "enable_seqscan", "off",
          "jit", "off");

  private static final Duration SERVER_PATIENCE = Duration.ofSeconds(5);
  private static final Duration HOUSE_PATIENCE = Duration.ofMinutes(10);

  private static final int TRIES_AFTER_DEADLOCK = 3;

  private final Vertx vertx;
  private final DatabaseUrl url;
  private final Duration patience;
  private final Pool claims;
  private final Pool completions;
  private final Pool submissions;
  private final Pool upkeep;
  private final Pool tenants;
  private final Pool owner;
  private final Pool house;

  /**
   * @param patience how long a caller waits for any statement, the wait for a connection included
   */
  public Database(Vertx vertx, DatabaseUrl url, Duration patience) {
    this.vertx = vertx;
    this.url = url;
    this.patience = patience;
    claims = pool("errand-claims", 1, ENGINE);
    completions = pool("errand-completions", 2, ENGINE);
    submissions = pool("errand-submissions", 2, ENGINE);
    upkeep = pool("errand-upkeep", 2, ENGINE);
    tenants = pool("errand-tenants", 8, TENANT);
    owner = pool("errand-owner", 1, Map.of());
    house = pool("errand-house", 1, Map.of(), HOUSE_PATIENCE);
  }

  private Pool pool(String name, int size, Map<String, String> settings) {
    return pool(name, size, settings, SERVER_PATIENCE);
  }

  private Pool pool(String name, int size, Map<String, String> settings, Duration longest) {
    // From the URL, so that sslmode and its like take effect.
    PgConnectOptions options =
        PgConnectOptions.fromUri(url.address())
            .setTrustAll(url.encryptsWithoutVerifying())
            .setUser(url.user())
            .setPassword(url.password())
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(256)
            // By default statements of more than 2048 characters are parsed and planned every time.
            .setPreparedStatementCacheSqlFilter(every -> true)
            .setPipeliningLimit(32)
            .setTcpKeepAlive(true);
    // The server answers or gives up in time: who is silent for longer is gone, and a connection
    // that is only half there would keep its place in the pool for ever.
    options.setReadIdleTimeout((int) patience.plus(longest).minus(SERVER_PATIENCE).toMillis());
    options.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    options.addProperty("application_name", name);
    options.addProperty("statement_timeout", Long.toString(longest.toMillis()));
    options.addProperty("lock_timeout", "2000");
    options.addProperty("idle_in_transaction_session_timeout", "10000");
    settings.forEach(options::addProperty);
    PoolOptions pool =
        new PoolOptions()
            .setName(name)
            .setMaxSize(size)
            .setMaxWaitQueueSize(2000)
            // Before a connection counts as silent: one that nobody uses is closed by the pool,
            // which
            // will not hand it out in the same moment.
            .setIdleTimeout((int) patience.dividedBy(2).toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
            .setPoolCleanerPeriod((int) patience.dividedBy(10).toMillis())
            .setMaxLifetime(30)
            .setMaxLifetimeUnit(TimeUnit.MINUTES)
            .setConnectionTimeout(5)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS)
            .setEventLoopSize(1);
    return PgBuilder.pool().with(pool).connectingTo(options).using(vertx).build();
  }

  /** Statements that serve all tenants: upkeep, and what an admin reads. */
  public Sql engine() {
    return patient(Sql.on(upkeep));
  }

  /** Several statements of upkeep that take effect together or not at all. */
  public <T> Uni<T> upkeep(Function<Sql, Uni<T>> work) {
    return patient(transaction(upkeep, work));
  }

  /**
   * What retention does as the tables' owner, in a transaction. May take minutes, of which it holds
   * its locks for a moment.
   */
  public <T> Uni<T> keepingHouse(Function<Sql, Uni<T>> work) {
    return transaction(house, work);
  }

  /** Maintenance that only the tables' owner may do, outside of any transaction. */
  public Sql owner() {
    return patient(Sql.on(owner));
  }

  /** Completions, and what else extends or ends a lease. */
  public Sql completions() {
    return patient(Sql.on(completions));
  }

  /** Gathered submissions of any tenants. */
  public Sql submissions() {
    return patient(Sql.on(submissions));
  }

  /**
   * Several submission statements that take effect together or not at all.
   *
   * @param work is done again if the first time ended in a deadlock
   */
  public <T> Uni<T> submitting(Function<Sql, Uni<T>> work) {
    return patient(persistent(transaction(submissions, work)));
  }

  /**
   * Statements that claim, in a transaction that holds the claim lock. The lock is taken in a
   * statement before it: taken inside, it would come after the snapshot and claim rows twice.
   */
  public <T> Uni<T> claiming(Function<Sql, Uni<T>> claim) {
    return patient(
        oneRoundTrip(claims, "select pg_advisory_xact_lock($1)", Tuple.of(CLAIM_LOCK), claim));
  }

  /**
   * One statement, or several sent at once, that see only that tenant's rows, by row level
   * security.
   */
  public <T> Uni<T> asTenant(TenantId tenant, Function<Sql, Uni<T>> statement) {
    return patient(
        persistent(
            oneRoundTrip(
                tenants,
                "select set_config('app.tenant', $1, true)",
                Tuple.of(tenant.toString()),
                statement)));
  }

  /** The same as that tenant, for what must not happen while somebody claims. */
  public <T> Uni<T> claimingAsTenant(TenantId tenant, Function<Sql, Uni<T>> statement) {
    return patient(
        oneRoundTrip(
            tenants,
            "select set_config('app.tenant', $1, true), pg_advisory_xact_lock($2)",
            Tuple.of(tenant.toString(), CLAIM_LOCK),
            statement));
  }

  // begin, first, statement and commit are sent at once: PostgreSQL answers them in order, and
  // where one fails it skips the rest and turns the commit into a rollback.
  private <T> Uni<T> oneRoundTrip(
      Pool pool, String first, Tuple parameters, Function<Sql, Uni<T>> statement) {
    return withConnection(
        pool,
        connection -> {
          connection.query("begin").execute();
          Future<?> prepared = connection.preparedQuery(first).execute(parameters);
          Future<T> done = future(statement.apply(Sql.on(connection)));
          Future<?> committed = connection.query("commit").execute();
          return Future.join(prepared, done, committed).map(all -> done.result());
        });
  }

  private <T> Uni<T> transaction(Pool pool, Function<Sql, Uni<T>> work) {
    return withConnection(
        pool,
        connection ->
            connection
                .begin()
                .compose(
                    transaction ->
                        future(work.apply(Sql.on(connection)))
                            .compose(
                                result -> transaction.commit().map(result),
                                failure ->
                                    transaction
                                        .rollback()
                                        .transform(done -> Future.failedFuture(failure)))));
  }

  private static <T> Uni<T> withConnection(Pool pool, Function<SqlConnection, Future<T>> work) {
    return Sql.uni(
        () ->
            pool.getConnection()
                .compose(
                    connection -> work.apply(connection).eventually(() -> connection.close())));
  }

  private static <T> Future<T> future(Uni<T> uni) {
    return Future.fromCompletionStage(uni.subscribeAsCompletionStage());
  }

  // The victim of a deadlock has changed nothing.
  private static <T> Uni<T> persistent(Uni<T> work) {
    return work.onFailure(
            failure -> failure instanceof StatementRefused refused && refused.isDeadlock())
        .retry()
        .atMost(TRIES_AFTER_DEADLOCK);
  }

  private Sql patient(Sql sql) {
    return (statement, parameters) -> patient(sql.run(statement, parameters));
  }

  private <T> Uni<T> patient(Uni<T> work) {
    return work.ifNoItem().after(patience).failWith(() -> new DatabaseTooSlow(patience));
  }

  @Override
  public void close() {
    List.of(claims, completions, submissions, upkeep, tenants, owner, house).forEach(Pool::close);
  }
}
