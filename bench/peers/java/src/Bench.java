import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The orders of bench/README.md for the Java systems. Workers and producers are JVMs of their own;
 * their clock is {@link System#nanoTime}, on Linux the same in all processes of a machine.
 */
public class Bench {
  private static final int WARM_UP = Peer.setting("PEER_WARM_UP", 1000);
  private static final int TIMED = 500;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000_000_000;
  private static final long WINDOW_WARM_UP = 4 * SECOND;

  private final String name;
  private final Peer peer;
  private final String[] words;

  private Bench(String[] arguments) {
    name = arguments[0];
    peer = name.equals("jobrunr") ? new JobRunrPeer() : new DbSchedulerPeer();
    words = Arrays.copyOfRange(arguments, 1, arguments.length);
  }

  public static void main(String[] arguments) throws Exception {
    new Bench(arguments).obey();
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private void obey() throws Exception {
    switch (words[0]) {
      case "init" -> peer.init();
      case "enqueue" -> enqueue(number(1));
      case "bulk" -> bulk(number(1), number(2));
      case "preload" -> rate(load(peer.producer(), number(1), 2, Long.MAX_VALUE));
      case "process" -> process(number(1), number(2), words.length > 4 ? number(4) : 0);
      case "latency" -> latency(words.length > 2 ? number(2) : 20);
      case "e2e" -> endToEnd();
      case "worker" -> work();
      case "producer" -> produce();
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private int number(int at) {
    return Integer.parseInt(words[at]);
  }

  private static void rate(double rate) {
    answer("{\"rate\":%.1f}", rate);
  }

  private static void answer(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private void enqueue(int seconds) throws InterruptedException {
    var producer = peer.producer();
    var jobs = new AtomicLong();
    repeat(16, System.nanoTime() + 5 * SECOND, () -> producer.add(Peer.Body.of(1))); // warm-up
    long begin = System.nanoTime();
    repeat(
        16,
        begin + seconds * SECOND,
        () -> {
          producer.add(Peer.Body.of(1));
          jobs.incrementAndGet();
        });
    rate(jobs.get() / ((System.nanoTime() - begin) / 1e9));
  }

  private void bulk(int seconds, int callers) throws InterruptedException {
    var producer = peer.producer();
    load(producer, 5000, 1, Long.MAX_VALUE); // warm-up
    rate(load(producer, 100_000_000, callers, System.nanoTime() + seconds * SECOND));
  }

  /** Inserts of 1000 by some callers; answers jobs a second. */
  private static double load(Peer.Producer producer, int jobs, int callers, long until)
      throws InterruptedException {
    var given = new AtomicInteger();
    var stored = new AtomicLong();
    long begin = System.nanoTime();
    repeat(
        callers,
        until,
        () -> {
          int from = given.getAndAdd(1000);
          if (from < jobs) {
            int count = Math.min(1000, jobs - from);
            producer.bulk(IntStream.range(from, from + count).mapToObj(Peer.Body::of).toList());
            stored.addAndGet(count);
          }
        },
        () -> given.get() < jobs);
    return stored.get() / ((System.nanoTime() - begin) / 1e9);
  }

  private static void repeat(int callers, long until, Runnable call) throws InterruptedException {
    repeat(callers, until, call, () -> true);
  }

  private static void repeat(
      int callers, long until, Runnable call, java.util.function.BooleanSupplier more)
      throws InterruptedException {
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < callers; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (System.nanoTime() < until && more.getAsBoolean()) {
                      call.run();
                    }
                  }));
    }
    for (var thread : threads) {
      thread.join();
    }
  }

  private List<Child> workers(int processes, String concurrency) throws IOException {
    var workers = new ArrayList<Child>();
    for (int i = 0; i < processes; i++) {
      workers.add(new Child(name, "worker", concurrency));
    }
    return workers;
  }

  private void process(int jobs, int processes, int window) throws Exception {
    try (var pool = Peer.pool(2);
        var connection = pool.getConnection()) {
      if (System.getenv("PEER_PRELOADED") == null) {
        load(peer.producer(), jobs, 2, Long.MAX_VALUE);
        connection.createStatement().execute("vacuum analyze");
      }
      var workers = workers(processes, words[3]);
      long patience = System.nanoTime() + 200 * SECOND;
      long begin = 0;
      long before = 0;
      long left = -1;
      while (System.nanoTime() < patience && left != 0) {
        LockSupport.parkNanos(10 * MILLI);
        if (begin == 0 && isWarm(workers, jobs, window)) {
          begin = System.nanoTime();
          before = handled(workers);
        }
        if (window > 0 && begin > 0 && System.nanoTime() - begin > window * SECOND) {
          break;
        }
        if (handled(workers) >= jobs) {
          left = Peer.count(connection, peer.remaining());
        }
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      long done = handled(workers) - before;
      answer(
          "{\"rate\":%.1f,\"n\":%d,\"s\":%.2f,\"left\":%d}", done / seconds, done, seconds, left);
      for (var worker : workers) {
        worker.stop();
      }
    }
  }

  private static boolean isWarm(List<Child> workers, int jobs, int window) {
    long first = first(workers);
    return window > 0
        ? first > 0 && System.nanoTime() - first > WINDOW_WARM_UP
        : handled(workers) >= jobs / 2;
  }

  private void latency(int maxWait) throws Exception {
    var worker = new Child(name, "worker", words[1], "timed");
    worker.ready.await();
    Thread.sleep(3000);
    var producer = new Child(name, "producer", "paced");
    producer.ready.await();
    long patience = System.nanoTime() + WARM_UP * 5 * MILLI + TIMED * 20 * MILLI + maxWait * SECOND;
    while (System.nanoTime() < patience && worker.handled < WARM_UP + TIMED) {
      LockSupport.parkNanos(20 * MILLI);
    }
    producer.stop();
    worker.stop();
    while (worker.latencies == null) {
      LockSupport.parkNanos(20 * MILLI);
    }
    long[] sorted = Arrays.stream(worker.latencies).skip(WARM_UP).sorted().toArray();
    answer(
        "{\"n\":%d,\"p50\":%.2f,\"p95\":%.2f,\"p99\":%.2f}",
        sorted.length, at(sorted, 50), at(sorted, 95), at(sorted, 99));
  }

  private static double at(long[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
  }

  private void endToEnd() throws Exception {
    var workers = workers(number(1), words[2]);
    for (var worker : workers) {
      worker.ready.await();
    }
    var producer = new Child(name, "producer", words[3]);
    producer.ready.await();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (true) {
                producer.say(handled(workers));
                LockSupport.parkNanos(10 * MILLI);
              }
            });
    Thread.sleep(5000);
    long first = handled(workers);
    long begin = System.nanoTime();
    Thread.sleep(10_000);
    long last = handled(workers);
    double seconds = (System.nanoTime() - begin) / 1e9;
    answer("{\"rate\":%.1f,\"backlog\":%d}", (last - first) / seconds, producer.sent - last);
    producer.stop();
    for (var worker : workers) {
      worker.stop();
    }
  }

  private void work() throws IOException {
    Peer.Handled.timed = words.length > 2;
    peer.worker(number(1));
    System.out.println("ready");
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (true) {
                tell();
                LockSupport.parkNanos(20 * MILLI);
              }
            });
    awaitStop(line -> {});
    tell();
    System.out.println(
        "latencies "
            + Peer.Handled.LATENCIES.stream()
                .map(String::valueOf)
                .collect(Collectors.joining(" ")));
  }

  private static void tell() {
    System.out.println("handled " + Peer.Handled.COUNT.get() + " " + Peer.Handled.FIRST.get());
  }

  private static void awaitStop(java.util.function.Consumer<String> other) throws IOException {
    var in = new BufferedReader(new InputStreamReader(System.in));
    for (String line = in.readLine(); line != null && !line.equals("stop"); line = in.readLine()) {
      other.accept(line);
    }
  }

  private void produce() throws IOException {
    var producer = peer.producer();
    System.out.println("ready");
    if (words[1].equals("paced")) {
      pace(producer);
      awaitStop(line -> {});
      return;
    }
    boolean bulk = words[1].equals("bulk");
    int count = bulk ? 200 : 1;
    int most = bulk ? 4000 : 1000;
    var sent = new AtomicLong();
    var done = new AtomicLong();
    for (int i = 0; i < (bulk ? 4 : 16); i++) {
      Thread.ofPlatform()
          .daemon()
          .start(
              () -> {
                while (true) {
                  if (sent.get() - done.get() + count > most) {
                    LockSupport.parkNanos(MILLI);
                    continue;
                  }
                  sent.addAndGet(count);
                  if (bulk) {
                    producer.bulk(IntStream.range(0, count).mapToObj(Peer.Body::of).toList());
                  } else {
                    producer.add(Peer.Body.of(1));
                  }
                }
              });
    }
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              while (true) {
                System.out.println("sent " + sent.get());
                LockSupport.parkNanos(20 * MILLI);
              }
            });
    awaitStop(line -> done.set(Long.parseLong(line)));
  }

  private static void pace(Peer.Producer producer) {
    long due = System.nanoTime();
    for (int i = 0; i < WARM_UP + TIMED; i++) {
      for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      producer.add(Peer.Body.of(i));
      due += i < WARM_UP ? 5 * MILLI : 20 * MILLI;
    }
  }

  private static long handled(List<Child> workers) {
    return workers.stream().mapToLong(worker -> worker.handled).sum();
  }

  private static long first(List<Child> workers) {
    return workers.stream().mapToLong(worker -> worker.first).filter(at -> at > 0).min().orElse(0);
  }
}
