package dev.errand.bench.peer;

import dev.errand.bench.client.Pacer;
import dev.errand.bench.engine.Backlog;
import dev.errand.bench.engine.Callers;
import dev.errand.bench.engine.EndToEnd;
import dev.errand.bench.engine.EndToEnd.Producers;
import dev.errand.bench.engine.JobFactory;
import dev.errand.bench.engine.PickUpHandler;
import dev.errand.bench.engine.Submitter;
import dev.errand.bench.engine.Workers;
import dev.errand.bench.engine.Workers.Crew;
import dev.errand.model.tenant.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Obeys one order of the harness and prints one line of JSON. The first argument is the database as
 * its owner, the second as its superuser, the third the order:
 *
 * <ul>
 *   <li>{@code init}: the schema
 *   <li>{@code enqueue SECONDS}: single submissions by 16 callers
 *   <li>{@code bulk SECONDS CALLERS}: submissions of 1000
 *   <li>{@code preload N}
 *   <li>{@code process N PROCS SLOTS [WINDOW_SECONDS]}: works off N jobs and counts all but the
 *       first half, or counts for so long after 4 s; they are there already when {@code
 *       PEER_PRELOADED} is set
 *   <li>{@code latency SLOTS}: 500 jobs, one every 20 ms, from the submission to the handler
 *   <li>{@code e2e PROCS SLOTS single|bulk}: submits and processes at once, for 10 s
 *   <li>{@code http-…}: {@link HttpOrders}
 * </ul>
 */
@Singleton
public class PeerCommand {
  private static final TenantId TENANT = JobFactory.tenant(1);
  private static final Duration WINDOW_WARM_UP = Duration.ofSeconds(4);
  static final int WARM_UP = 1000;
  static final int TIMED = 500;

  private final Backlog backlog;
  private final Submitter submitter;
  private final Workers workers;
  private final EndToEnd endToEnd;
  private final PickUpHandler handler;
  private final HttpOrders http;

  @Inject
  PeerCommand(
      Backlog backlog,
      Submitter submitter,
      Workers workers,
      EndToEnd endToEnd,
      PickUpHandler handler,
      HttpOrders http) {
    this.backlog = backlog;
    this.submitter = submitter;
    this.workers = workers;
    this.endToEnd = endToEnd;
    this.handler = handler;
    this.http = http;
  }

  /** Sets what has to be known before the services start. */
  public static void prepare(String... arguments) {
    System.setProperty("errand.database.url", arguments[1]);
    System.setProperty("errand.bench.admin-url", arguments[2]);
    String slots =
        switch (arguments[3]) {
          case "process" -> arguments[6];
          case "e2e" -> arguments[5];
          case "latency", "http-latency" -> arguments[4];
          default -> "32";
        };
    System.setProperty("errand.worker.slots", slots);
  }

  /**
   * @param arguments all of the program's: {@code peer}, both URLs, the order and its parameters
   */
  public void run(List<String> arguments) throws Exception {
    Order order = new Order(arguments.subList(3, arguments.size()));
    workers.halt();
    String answer =
        switch (order.name()) {
          case "init" -> "{}";
          case "enqueue" -> enqueue(order.seconds(1));
          case "bulk" -> bulk(order.seconds(1), order.number(2));
          case "preload" -> preload(order.number(1));
          case "process" -> process(order);
          case "latency" -> latency();
          case "e2e" -> endToEnd(order);
          default -> http.obey(order);
        };
    System.out.println(answer);
  }

  /** An order and its parameters. */
  record Order(List<String> words) {
    String name() {
      return words.getFirst();
    }

    int number(int at) {
      return Integer.parseInt(words.get(at));
    }

    Duration seconds(int at) {
      return Duration.ofSeconds(number(at));
    }
  }

  private String enqueue(Duration period) throws Exception {
    Callers.rate(16, Duration.ofSeconds(5), () -> submitter.submit(TENANT, 1)); // warm-up
    return rate(Callers.rate(16, period, () -> submitter.submit(TENANT, 1)));
  }

  private String bulk(Duration period, int callers) throws Exception {
    backlog.fill(5000); // warm-up
    return rate(Callers.rate(callers, period, () -> submitter.submit(TENANT, 1000)));
  }

  private String preload(int jobs) throws Exception {
    long begin = System.nanoTime();
    backlog.fill(jobs);
    return rate(jobs / ((System.nanoTime() - begin) / 1e9));
  }

  private String process(Order order) throws Exception {
    int jobs = order.number(1);
    boolean windowed = order.words().size() > 4;
    try (Crew crew = workers.crew(order.number(2))) {
      if (System.getenv("PEER_PRELOADED") == null) {
        backlog.fill(jobs);
      }
      long left = jobs - backlog.finished();
      crew.start();
      if (windowed) {
        crew.awaitCompleted(left, WINDOW_WARM_UP);
      } else {
        crew.awaitCompleted(left / 2);
      }
      long before = crew.completed();
      long begin = System.nanoTime();
      crew.awaitCompleted(left, windowed ? order.seconds(4) : Duration.ofMinutes(3));
      long unfinished = crew.completed() < left ? -1 : backlog.unfinished();
      double seconds = (System.nanoTime() - begin) / 1e9;
      long counted = crew.completed() - before;
      return String.format(
          Locale.ROOT,
          "{\"rate\":%.1f,\"n\":%d,\"s\":%.2f,\"left\":%d}",
          counted / seconds,
          counted,
          seconds,
          unfinished);
    }
  }

  private String latency() throws Exception {
    try (Crew crew = workers.crew(1)) {
      crew.start();
      Pacer.run(WARM_UP, TIMED, () -> submitter.submitTimed(TENANT));
      return handler.percentiles(WARM_UP, TIMED);
    }
  }

  private String endToEnd(Order order) throws Exception {
    Producers producers = order.words().get(3).equals("bulk") ? Producers.BULK : Producers.SINGLE;
    try (Crew crew = workers.crew(order.number(1))) {
      EndToEnd.Result result =
          endToEnd.run(crew, producers, Duration.ofSeconds(5), Duration.ofSeconds(10));
      return String.format(
          Locale.ROOT, "{\"rate\":%.1f,\"backlog\":%d}", result.rate(), result.backlog());
    }
  }

  static String rate(double rate) {
    return String.format(Locale.ROOT, "{\"rate\":%.1f}", rate);
  }
}
