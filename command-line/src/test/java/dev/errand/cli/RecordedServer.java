package dev.errand.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.errand.cli.paper.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A server that says what it was told to say, and remembers what it was asked. */
final class RecordedServer implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  RecordedServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * @param what method, path and query
   */
  record Asked(String what, Map<String, List<String>> headers, String body) {
    JsonNode json() {
      return Json.read(body).orElseThrow();
    }

    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }
  }

  private record Reply(int status, String body, Map<String, String> headers) {}

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Adds an answer; the last one stays.
   *
   * @param what method and path, such as {@code GET /api/v1/jobs}
   */
  RecordedServer on(String what, int status, String body) {
    return on(what, status, body, Map.of());
  }

  RecordedServer on(String what, int status, String body, Map<String, String> headers) {
    replies.computeIfAbsent(what, key -> new ArrayDeque<>()).add(new Reply(status, body, headers));
    return this;
  }

  /** What was asked so far, without attempts to open a socket. */
  List<Asked> asked() {
    return asked.stream().filter(call -> !call.what().contains("/api/v1/live")).toList();
  }

  List<String> calls() {
    return asked().stream().map(Asked::what).toList();
  }

  Asked last() {
    return asked().getLast();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    String query = exchange.getRequestURI().getRawQuery();
    String what = exchange.getRequestMethod() + " " + path;
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        new Asked(what + (query == null ? "" : "?" + query), exchange.getRequestHeaders(), body));
    Reply reply = next(what);
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized Reply next(String what) {
    Deque<Reply> left = replies.get(what);
    if (left == null) {
      return new Reply(
          404, Documents.problem(404, "not_found", "There is no such thing"), Map.of());
    }
    return left.size() == 1 ? left.getFirst() : left.removeFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
