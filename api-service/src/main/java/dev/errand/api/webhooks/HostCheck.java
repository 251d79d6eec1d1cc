package dev.errand.api.webhooks;

import dev.errand.live.outgoing.Destinations;
import dev.errand.model.outgoing.AddressRefused;
import dev.errand.model.outgoing.OutgoingUrl;
import dev.errand.model.problem.ErrandException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Refuses hosts that lead to where nobody may call, when their address is registered. That is a
 * kindness to who mistypes it: what counts is the check at each call.
 */
@Singleton
class HostCheck {
  private static final int THREADS = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String POINTER = "#/url";

  private final Destinations destinations;
  // The system's resolver blocks.
  private final ExecutorService pool =
      new ThreadPoolExecutor(
          0,
          THREADS,
          30,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().name("errand-hosts-", 0).daemon().factory());

  @Inject
  HostCheck(Destinations destinations) {
    this.destinations = destinations;
  }

  /** Fails with the reason where the URL's host may not be called, or is not found. */
  Uni<Void> require(String url) {
    OutgoingUrl parsed = OutgoingUrl.parse(url);
    return Uni.createFrom()
        .completionStage(() -> beside(() -> vet(parsed)))
        .ifNoItem()
        .after(PATIENCE)
        .failWith(() -> ErrandException.invalid(POINTER, "has a host that is not found in time"))
        .emitOn(MutinyHelper.executor(Vertx.currentContext()));
  }

  private CompletableFuture<Void> beside(Runnable work) {
    try {
      return CompletableFuture.runAsync(work, pool);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(
          ErrandException.invalid(POINTER, "has a host that is not found in time"));
    }
  }

  private void vet(OutgoingUrl url) {
    try {
      var unused = destinations.vet(url);
    } catch (AddressRefused refused) {
      throw ErrandException.invalid(POINTER, refused.reason());
    } catch (UnknownHostException unknown) {
      throw ErrandException.invalid(POINTER, "has a host that is not found");
    }
  }

  @PreDestroy
  void close() {
    pool.shutdownNow();
  }
}
