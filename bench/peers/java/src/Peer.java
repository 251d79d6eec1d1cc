import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** One system: how to set it up, submit to it and work for it. */
interface Peer {
  void init() throws SQLException;

  Producer producer();

  /** Starts a worker whose jobs all go to {@link Handled}. */
  void worker(int concurrency);

  /** A query for how many jobs have not yet ended. */
  String remaining();

  interface Producer {
    void add(Body body);

    void bulk(List<Body> bodies);
  }

  /** About 100 bytes of JSON, the same for every system. */
  record Body(long t, int i, String user, String note) {
    static Body of(int i) {
      return new Body(System.nanoTime(), i, "user-%06d".formatted(i % 100_000), "x".repeat(40));
    }
  }

  /** What the handlers of this process saw. */
  final class Handled {
    static final AtomicLong COUNT = new AtomicLong();
    static final AtomicLong FIRST = new AtomicLong();
    static final List<Long> LATENCIES = Collections.synchronizedList(new ArrayList<>());
    static volatile boolean timed;

    private Handled() {}

    static void job(Body body) {
      long now = System.nanoTime();
      FIRST.compareAndSet(0, now);
      if (timed) {
        LATENCIES.add(now - body.t());
      }
      COUNT.incrementAndGet();
    }
  }

  static HikariDataSource pool(int size) {
    URI url = URI.create(System.getenv("PEER_URL"));
    String[] login = url.getUserInfo().split(":", 2);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(
        "jdbc:postgresql://%s:%d%s".formatted(url.getHost(), url.getPort(), url.getPath()));
    config.setUsername(login[0]);
    config.setPassword(login[1]);
    config.setMaximumPoolSize(size);
    return new HikariDataSource(config);
  }

  static long count(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  static int setting(String name, int otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }
}
