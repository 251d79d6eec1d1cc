package dev.errand.worker.outgoing;

import dev.errand.live.outgoing.Destinations;
import dev.errand.model.outgoing.AddressRefused;
import dev.errand.model.outgoing.OutgoingUrl;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names up on threads of its own. The system's resolver blocks in native code, where a
 * virtual thread would hold the carrier that all handlers share.
 */
@Singleton
public class Lookups {
  // So many may hang at once, on name servers that do not answer.
  private static final int THREADS = 256;
  private static final long IDLE_SECONDS = 30;

  private final Destinations destinations;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().name("errand-lookup-", 0).daemon().factory());

  @Inject
  public Lookups(Destinations destinations) {
    this.destinations = destinations;
  }

  /**
   * The address to connect to.
   *
   * @throws AddressRefused if it may not be called
   * @throws IOException if it is not found in time
   */
  InetAddress vet(OutgoingUrl url, Duration patience) throws IOException, InterruptedException {
    Future<InetAddress> lookup = begin(url);
    try {
      return lookup.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      lookup.cancel(true);
      throw new IOException("the host was not found within " + patience, late);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof AddressRefused refused) {
        throw refused;
      }
      throw new IOException("the host has no address", failed.getCause());
    }
  }

  private Future<InetAddress> begin(OutgoingUrl url) throws IOException {
    try {
      return threads.submit(() -> destinations.vet(url));
    } catch (RejectedExecutionException full) {
      throw new IOException("too many hosts are being looked up", full);
    }
  }

  @PreDestroy
  void close() {
    threads.shutdownNow();
  }
}
