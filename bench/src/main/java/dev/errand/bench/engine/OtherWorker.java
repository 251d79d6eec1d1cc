package dev.errand.bench.engine;

import dev.errand.worker.claiming.ClaimLoop;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/**
 * A worker process of a measurement, told over its standard input: {@code go} claims, {@code halt}
 * claims no more, the end of the input ends it. It says {@code ready}, then {@code completed N}.
 */
@Singleton
public class OtherWorker {
  private static final long TELLS_NANOS = 20_000_000;

  private final ClaimLoop claims;
  private final Completed completed;

  @Inject
  OtherWorker(ClaimLoop claims, Completed completed) {
    this.claims = claims;
    this.completed = completed;
  }

  /** Obeys until the input ends. */
  public void run() throws IOException {
    claims.drain();
    Thread.ofPlatform().daemon().start(this::tell);
    System.out.println("ready");
    try (var orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        if (order.equals("go")) {
          claims.start();
        } else {
          claims.drain();
        }
      }
    }
  }

  private void tell() {
    long last = 0;
    while (true) {
      long now = completed.count();
      if (now != last) {
        System.out.println("completed " + now);
        last = now;
      }
      LockSupport.parkNanos(TELLS_NANOS);
    }
  }
}
