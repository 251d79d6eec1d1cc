package dev.errand.store.job;

import static dev.errand.store.lease.Engine.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobState;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.OnConflict;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.lease.Engine;
import dev.errand.store.queue.PurgeQueue;
import dev.errand.store.sql.EngineDatabase;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements that cancel what waits, while it is moved from one table to another. */
class MovingJobTest {
  private static final String PUT_OFF =
      """
      with gone as (delete from ready where id = $1 returning *)
      insert into waiting (
        id, tenant_id, queue, type, priority, attempt, state, due_at, concurrency_key
      )
      select id, tenant_id, queue, type, priority, attempt, 'scheduled',
        now() + interval '1 hour', concurrency_key
      from gone
      """;
  private static final String MAKE_READY =
      """
      with gone as (delete from waiting where id = $1 returning *)
      insert into ready (
        tenant_id, queue, type, priority, place, id, attempt, concurrency_key, moved
      )
      select tenant_id, queue, type, priority, id, id, attempt, concurrency_key, true
      from gone
      """;

  private static EngineDatabase data;
  private static Engine engine;
  private TenantId tenant;

  @BeforeAll
  static void open() {
    data = EngineDatabase.create("moving_jobs");
    engine = new Engine(data);
  }

  @BeforeEach
  void newTenant() {
    tenant = Engine.tenant();
  }

  @AfterEach
  void everyJobStandsInExactlyOnePlace() {
    assertThat(engine.misplaced()).isZero();
    Tables.empty(data);
  }

  @AfterAll
  static void close() {
    data.close();
  }

  @Test
  void aReplacedJobIsCancelledHoweverOftenItWasMoved() {
    NewJob first = keyed();
    get(store(first, sql -> sql));
    NewJob second = keyed();

    Taken taken = get(store(second, sql -> moving(sql, "job.replace", first.id(), 8)));

    assertThat(taken.replaced()).extracting(JobEvent::job).containsExactly(first.id());
    assertThat(engine.state(first.id())).isEqualTo(JobState.CANCELLED);
    assertThat(engine.state(second.id())).isEqualTo(JobState.PENDING);
  }

  @Test
  void aPurgeThatMissesAMovedJobSaysThatItSawOne() {
    NewJob job = keyed();
    get(store(job, sql -> sql));

    PurgeQueue.Step missed = purge(1, job.id());
    PurgeQueue.Step next = purge(0, job.id());

    assertThat(missed.isAny()).isTrue();
    assertThat(missed.cancelled()).isEmpty();
    assertThat(next.cancelled()).hasSize(1);
    assertThat(purge(0, job.id()).isAny()).isFalse();
    assertThat(engine.state(job.id())).isEqualTo(JobState.CANCELLED);
  }

  private PurgeQueue.Step purge(int moves, JobId moved) {
    return get(
        data.database()
            .submitting(
                sql ->
                    PurgeQueue.run(
                        moving(sql, "queue.purge", moved, moves),
                        tenant,
                        QueueName.DEFAULT,
                        Engine.id(),
                        10,
                        "user:test")));
  }

  private NewJob keyed() {
    return Asked.by(tenant).uniqueKey("k").job();
  }

  private static Uni<Taken> store(NewJob job, java.util.function.UnaryOperator<Sql> through) {
    var wanted = List.of(new Wanted(job, OnConflict.REPLACE));
    return data.database().submitting(sql -> UniqueJobs.store(through.apply(sql), wanted));
  }

  /** So often, when that statement looks, somebody has just moved the job and then commits. */
  private static Sql moving(Sql sql, String statement, JobId job, int times) {
    var moves = new AtomicInteger();
    return (text, parameters) -> {
      if (!text.contains(statement) || moves.get() == times) {
        return sql.run(text, parameters);
      }
      String move = moves.getAndIncrement() % 2 == 0 ? PUT_OFF : MAKE_READY;
      return missed(move, job, () -> sql.run(text, parameters));
    };
  }

  private static Uni<RowSet<Row>> missed(
      String move, JobId job, java.util.function.Supplier<Uni<RowSet<Row>>> statement) {
    var moved = new CompletableFuture<Void>();
    var commit = new CompletableFuture<Void>();
    CompletableFuture<?> mover =
        data.database()
            .upkeep(
                sql ->
                    sql.run(move, Tuple.of(job.value()))
                        .invoke(() -> moved.complete(null))
                        .chain(() -> Uni.createFrom().completionStage(commit)))
            .subscribeAsCompletionStage();
    return Uni.createFrom()
        .completionStage(moved)
        .chain(
            () -> {
              CompletableFuture<RowSet<Row>> result = statement.get().subscribeAsCompletionStage();
              return somebodyWaits()
                  .invoke(() -> commit.complete(null))
                  .chain(() -> Uni.createFrom().completionStage(mover))
                  .chain(() -> Uni.createFrom().completionStage(result));
            });
  }

  // As the owner: for other roles PostgreSQL hides what a session waits for.
  private static Uni<Long> somebodyWaits() {
    return data.database()
        .owner()
        .run(
            "select count(*) from pg_stat_activity"
                + " where datname = current_database() and wait_event_type = 'Lock'",
            Tuple.tuple())
        .map(rows -> rows.iterator().next().getLong(0))
        .repeat()
        .withDelay(Duration.ofMillis(10))
        .until(waiting -> waiting > 0)
        .toUni()
        .replaceWith(1L);
  }
}
