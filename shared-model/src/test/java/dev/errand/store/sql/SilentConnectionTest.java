package dev.errand.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.postgres.EmbeddedPostgres;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection that is only half there is closed, and the next one works. */
class SilentConnectionTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Vertx vertx = Vertx.vertx();
  private final Set<NetSocket> frozen = ConcurrentHashMap.newKeySet();
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch gone = new CountDownLatch(1);

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void aSilentConnectionDoesNotKeepItsPlaceInThePool() throws Exception {
    DatabaseUrl real = DatabaseUrl.parse(EmbeddedPostgres.shared().createDatabase("silent"));
    try (var database = new Database(vertx, through(proxyTo(real), real), PATIENCE)) {
      assertThat(one(database)).isOne();

      frozen.addAll(open);
      assertThatThrownBy(() -> one(database)).isNotNull();

      assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
      // The pool of the owner has one connection: it must have been given up for another. That the
      // socket is closed is heard by the pool a moment later.
      assertThat(oneOf(5, database)).isOne();
    }
  }

  private static int oneOf(int tries, Database database) {
    for (int i = 1; i < tries; i++) {
      try {
        return one(database);
      } catch (RuntimeException closed) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    return one(database);
  }

  private static int one(Database database) {
    return database
        .owner()
        .run("select 1", Tuple.tuple())
        .await()
        .atMost(PATIENCE.multipliedBy(3))
        .iterator()
        .next()
        .getInteger(0);
  }

  private static DatabaseUrl through(int port, DatabaseUrl real) {
    return new DatabaseUrl(
        "127.0.0.1", port, real.database(), real.user(), real.password(), Map.of());
  }

  /** Passes bytes on until a socket is frozen; from then on it swallows them. */
  private int proxyTo(DatabaseUrl real) throws Exception {
    NetClient client = vertx.createNetClient();
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(
                near -> {
                  near.pause();
                  client
                      .connect(real.port(), real.host())
                      .onSuccess(
                          far -> {
                            open.add(near);
                            near.closeHandler(closed -> gone.countDown());
                            pass(near, far, near);
                            pass(far, near, near);
                            near.resume();
                          });
                });
    return server
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS)
        .actualPort();
  }

  private void pass(NetSocket from, NetSocket to, NetSocket key) {
    from.handler(
        bytes -> {
          if (!frozen.contains(key)) {
            to.write(bytes);
          }
        });
  }
}
