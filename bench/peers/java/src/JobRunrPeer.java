import java.time.Duration;
import java.util.List;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/** JobRunr, the open source edition; it polls every 5 s at the most often. */
class JobRunrPeer implements Peer {
  public record Noop(Body body) implements JobRequest {
    @Override
    public Class<NoopHandler> getJobRequestHandler() {
      return NoopHandler.class;
    }
  }

  public static class NoopHandler implements JobRequestHandler<Noop> {
    @Override
    public void run(Noop request) {
      Handled.job(request.body());
    }
  }

  private static PostgresStorageProvider storage(int pool) {
    var storage = new PostgresStorageProvider(Peer.pool(pool));
    storage.setJobMapper(new JobMapper(new JacksonJsonMapper()));
    return storage;
  }

  @Override
  public void init() {
    storage(2);
  }

  @Override
  public Producer producer() {
    var scheduler = new JobRequestScheduler(storage(16));
    return new Producer() {
      @Override
      public void add(Body body) {
        scheduler.enqueue(new Noop(body));
      }

      @Override
      public void bulk(List<Body> bodies) {
        scheduler.enqueue(bodies.stream().map(Noop::new));
      }
    };
  }

  @Override
  public void worker(int concurrency) {
    var server =
        BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
            .andWorkerCount(concurrency)
            .andPollInterval(Duration.ofMillis(Peer.setting("PEER_POLL_MS", 5000)));
    JobRunr.configure().useStorageProvider(storage(20)).useBackgroundJobServer(server).initialize();
  }

  @Override
  public String remaining() {
    return "select count(*) from jobrunr_jobs where state in ('ENQUEUED', 'PROCESSING')";
  }
}
