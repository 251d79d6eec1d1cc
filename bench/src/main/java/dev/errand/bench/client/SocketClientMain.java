package dev.errand.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * {@code PORT SOCKETS}: opens live sockets that all hear of one tenant's jobs. Says {@code ready}
 * when all have subscribed. When it is told on its standard input how many events there were, it
 * says how many came and how long after they happened.
 */
public final class SocketClientMain {
  private static final String PATH = "/api/v1/live";
  private static final String AT = "\"at\":\"";
  private static final long LAST_ONES_NANOS = 3_000_000_000L;

  private final Latencies delays = new Latencies();
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong resyncs = new AtomicLong();
  private final CountDownLatch subscriptions;

  private SocketClientMain(int sockets) {
    subscriptions = new CountDownLatch(sockets);
  }

  public static void main(String... arguments) throws Exception {
    var request = new Request(Integer.parseInt(arguments[0]), PATH, System.getenv("BENCH_TOKEN"));
    int sockets = Integer.parseInt(arguments[1]);
    new SocketClientMain(sockets).run(request, sockets);
  }

  private void run(Request request, int sockets) throws IOException, InterruptedException {
    List<Listener> listeners = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < sockets; i++) {
      Listener listener = new Listener(request);
      listeners.add(listener);
      threads.add(Thread.ofVirtual().start(() -> listen(listener)));
    }
    subscriptions.await();
    System.out.println("ready");
    awaitEvents(
        Long.parseLong(new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine()));
    System.out.printf(
        Locale.ROOT,
        "{\"events\":%d,\"resyncs\":%d,%s}%n",
        events.get(),
        resyncs.get(),
        delays.json());
    for (Listener listener : listeners) {
      listener.close();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** The last ones may still be on their way; lost ones are not waited for. */
  private void awaitEvents(long expected) {
    long end = System.nanoTime() + LAST_ONES_NANOS;
    while (events.get() < expected && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void listen(Listener listener) {
    try {
      listener.listen(this::hear);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void hear(String text) {
    if (text.startsWith("{\"type\":\"event\"")) {
      Instant now = Instant.now();
      int from = text.indexOf(AT) + AT.length();
      Instant at = Instant.parse(text.substring(from, text.indexOf('"', from)));
      delays.add(Duration.between(at, now).toNanos());
      events.incrementAndGet();
    } else if (text.startsWith("{\"type\":\"subscribed\"")) {
      subscriptions.countDown();
    } else if (text.startsWith("{\"type\":\"resync\"")) {
      resyncs.incrementAndGet();
    }
  }
}
