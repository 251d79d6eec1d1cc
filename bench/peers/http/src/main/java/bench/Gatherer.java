package bench;

import bench.Jobs.Job;
import bench.Jobs.Stored;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Gathers inserts: while two statements commit, the next one fills. */
class Gatherer {
  private static final int IN_FLIGHT = 2;
  private static final int MOST = 500;
  private static final String INSERT =
      "insert into job(queue, priority, payload)"
          + " select * from unnest($1::text[], $2::smallint[], $3::jsonb[]) returning id";

  private final Pool pool;
  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger inFlight = new AtomicInteger();

  private record Waiting(Job job, UniEmitter<? super Stored> caller) {}

  Gatherer(Pool pool) {
    this.pool = pool;
  }

  Uni<Stored> store(Job job) {
    return Uni.createFrom()
        .emitter(
            caller -> {
              queue.add(new Waiting(job, caller));
              fillAndSend();
            });
  }

  private void fillAndSend() {
    while (!queue.isEmpty()) {
      int busy = inFlight.get();
      if (busy >= IN_FLIGHT) {
        return;
      }
      if (inFlight.compareAndSet(busy, busy + 1)) {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
          batch.add(next);
          if (batch.size() == MOST) {
            break;
          }
        }
        if (batch.isEmpty()) {
          inFlight.decrementAndGet();
        } else {
          send(batch);
        }
      }
    }
  }

  private void send(List<Waiting> batch) {
    String[] queues = batch.stream().map(next -> next.job().queue()).toArray(String[]::new);
    Short[] priorities =
        batch.stream().map(next -> next.job().priority().shortValue()).toArray(Short[]::new);
    Object[] payloads =
        batch.stream().map(next -> new JsonObject(next.job().payload())).toArray();
    pool.preparedQuery(INSERT)
        .execute(Tuple.tuple().addValue(queues).addValue(priorities).addValue(payloads))
        .onComplete(
            answer -> {
              inFlight.decrementAndGet();
              fillAndSend();
              if (answer.succeeded()) {
                answer(batch, answer.result());
              } else {
                batch.forEach(next -> next.caller().fail(answer.cause()));
              }
            });
  }

  private static void answer(List<Waiting> batch, RowSet<Row> rows) {
    int i = 0;
    for (Row row : rows) {
      batch.get(i++).caller().complete(new Stored(row.getLong(0), "ready"));
    }
  }
}
