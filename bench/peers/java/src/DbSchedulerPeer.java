import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** db-scheduler with lock-and-fetch; its table is the one of its documentation. */
class DbSchedulerPeer implements Peer {
  private static final String TABLE =
      """
      create table scheduled_tasks (
        task_name text not null,
        task_instance text not null,
        task_data bytea,
        execution_time timestamptz not null,
        picked boolean not null,
        picked_by text,
        last_success timestamptz,
        last_failure timestamptz,
        consecutive_failures int,
        last_heartbeat timestamptz,
        version bigint not null,
        priority smallint,
        state text,
        primary key (task_name, task_instance)
      );
      create index execution_time_idx on scheduled_tasks (execution_time);
      create index last_heartbeat_idx on scheduled_tasks (last_heartbeat);
      """;

  private final OneTimeTask<Body> task =
      Tasks.oneTime("noop", Body.class)
          .execute((instance, context) -> Handled.job(instance.getData()));
  private final AtomicLong ids = new AtomicLong();
  private final String prefix = ProcessHandle.current().pid() + "-" + System.nanoTime() + "-";

  private TaskInstance<Body> instance(Body body) {
    return task.instance(prefix + ids.incrementAndGet(), body);
  }

  @Override
  public void init() throws SQLException {
    try (var pool = Peer.pool(1);
        var connection = pool.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
  }

  @Override
  public Producer producer() {
    var client =
        SchedulerClient.Builder.create(Peer.pool(16), task)
            .serializer(new JacksonSerializer())
            .build();
    return new Producer() {
      @Override
      public void add(Body body) {
        client.schedule(instance(body), Instant.now());
      }

      @Override
      public void bulk(List<Body> bodies) {
        List<TaskInstance<?>> instances =
            bodies.stream().<TaskInstance<?>>map(body -> instance(body)).toList();
        client.scheduleBatch(instances, Instant.now());
      }
    };
  }

  @Override
  public void worker(int concurrency) {
    Scheduler.create(Peer.pool(20), task)
        .serializer(new JacksonSerializer())
        .threads(concurrency)
        .pollUsingLockAndFetch(0.5, 4.0)
        .pollingInterval(Duration.ofMillis(Peer.setting("PEER_POLL_MS", 50)))
        .schedulerName(new SchedulerName.Fixed("worker-" + ProcessHandle.current().pid()))
        .build()
        .start();
  }

  @Override
  public String remaining() {
    return "select count(*) from scheduled_tasks";
  }
}
