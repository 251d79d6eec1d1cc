package bench;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;

/**
 * Bare endpoints, without login, tenants, validation or events: an echo, one durable insert for each
 * request, and gathered inserts.
 */
@Path("/")
@ApplicationScoped
public class Jobs {
  private static final String INSERT =
      "insert into job(queue, priority, payload) values ($1, $2, $3) returning id";

  private final Pool pool;
  private final Gatherer gatherer;

  public record Job(String queue, Integer priority, Map<String, Object> payload) {}

  public record Stored(long id, String state) {}

  Jobs(Vertx vertx) {
    PgConnectOptions options =
        PgConnectOptions.fromUri(System.getenv("PEER_URL")).setCachePreparedStatements(true);
    pool =
        PgBuilder.pool()
            .with(new PoolOptions().setMaxSize(16).setEventLoopSize(2))
            .connectingTo(options)
            .using(vertx)
            .build();
    gatherer = new Gatherer(pool);
  }

  @POST
  @Path("echo")
  public Uni<Job> echo(Job job) {
    return Uni.createFrom().item(job);
  }

  @POST
  @Path("single")
  public Uni<Stored> single(Job job) {
    Tuple row =
        Tuple.of(job.queue(), job.priority().shortValue(), new JsonObject(job.payload()));
    return Uni.createFrom()
        .emitter(
            caller ->
                pool.preparedQuery(INSERT)
                    .execute(row)
                    .map(rows -> new Stored(rows.iterator().next().getLong(0), "ready"))
                    .onSuccess(caller::complete)
                    .onFailure(caller::fail));
  }

  @POST
  @Path("gathered")
  public Uni<Stored> gathered(Job job) {
    return gatherer.store(job);
  }
}
