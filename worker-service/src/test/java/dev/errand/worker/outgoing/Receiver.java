package dev.errand.worker.outgoing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** An HTTP server on this machine that behaves as badly as a test wants. */
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicLong written = new AtomicLong();
  private volatile Behaviour behaviour = exchange -> answer(exchange, 200, Map.of(), "ok");

  /** A request as it arrived; names of headers in lower case. */
  public record Received(String method, String path, Map<String, String> headers, String body) {}

  /** What it does with a request. */
  public interface Behaviour {
    void answer(HttpExchange exchange) throws IOException;
  }

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  private void receive(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    received.add(
        new Received(
            exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
    try (exchange) {
      behaviour.answer(exchange);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public List<Received> received() {
    return received;
  }

  public Received last() {
    return received.getLast();
  }

  /** Bytes of bodies that found their way into the connection. */
  public long written() {
    return written.get();
  }

  public void answers(int... statuses) {
    List<Integer> left = new CopyOnWriteArrayList<>(Arrays.stream(statuses).boxed().toList());
    behaviour =
        exchange -> {
          int status = left.size() > 1 ? left.removeFirst() : left.getFirst();
          answer(exchange, status, Map.of(), "said " + status);
        };
  }

  public void answers(int status, Map<String, String> headers) {
    behaviour = exchange -> answer(exchange, status, headers, "said " + status);
  }

  public void hangs() {
    behaviour =
        exchange -> {
          try {
            closing.await();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        };
  }

  /** Answers a gigabyte, as far as somebody reads it. */
  public void answersForEver() {
    behaviour =
        exchange -> {
          exchange.sendResponseHeaders(200, 1L << 30);
          byte[] chunk = new byte[1 << 16];
          Arrays.fill(chunk, (byte) 'x');
          OutputStream out = exchange.getResponseBody();
          for (int i = 0; i < 1 << 14; i++) {
            out.write(chunk);
            written.addAndGet(chunk.length);
          }
        };
  }

  private static void answer(
      HttpExchange exchange, int status, Map<String, String> headers, String body)
      throws IOException {
    headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
