package dev.errand.standalone.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A WebSocket client that remembers everything that it was told. */
final class LiveListener implements AutoCloseable, WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

  private LiveListener() {}

  static LiveListener open(URI base, String token) {
    LiveListener listener = new LiveListener();
    listener.socket.complete(
        HTTP.newWebSocketBuilder()
            .connectTimeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .buildAsync(URI.create("ws://" + base.getAuthority() + "/api/v1/live"), listener)
            .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
            .join());
    listener.awaitFrame(frame -> type(frame).equals("hello"));
    return listener;
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      frames.add(Client.tree(part.toString()));
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  void say(Map<String, ?> frame) {
    socket.join().sendText(Client.text(frame), true).join();
  }

  /** Subscribes to a topic under its own name and waits for the answer, whatever it is. */
  JsonNode subscribe(String topic) {
    return subscribe(Map.of("type", "subscribe", "id", topic, "topic", topic));
  }

  JsonNode subscribe(String topic, long after) {
    return subscribe(Map.of("type", "subscribe", "id", topic, "topic", topic, "after", after));
  }

  JsonNode subscribe(Map<String, ?> wish) {
    say(wish);
    return awaitFrame(
        frame ->
            (type(frame).equals("subscribed") || type(frame).equals("error"))
                && frame.path("id").asText().equals(wish.get("id")));
  }

  /** The first frame, of those that came or will come, for which that is true. */
  JsonNode awaitFrame(Predicate<JsonNode> wanted) {
    return await("a frame")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> frames.stream().filter(wanted).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  /** The first event of that kind about that job. */
  JsonNode awaitEvent(String job, String event) {
    try {
      return awaitFrame(
          frame ->
              frame.path("event").asText().equals(event)
                  && frame.path("data").path("id").asText().equals(job));
    } catch (RuntimeException late) {
      throw new AssertionError("no %s of %s in %s".formatted(event, job, frames), late);
    }
  }

  List<JsonNode> frames(String type) {
    return frames.stream().filter(frame -> type(frame).equals(type)).toList();
  }

  /** All events so far, in the order in which they came. */
  List<JsonNode> events() {
    return frames("event");
  }

  List<JsonNode> eventsOf(String job) {
    return events().stream()
        .filter(event -> event.path("data").path("id").asText().equals(job))
        .toList();
  }

  long lastSeq() {
    List<JsonNode> events = events();
    assertThat(events).isNotEmpty();
    return events.getLast().path("seq").asLong();
  }

  private static String type(JsonNode frame) {
    return frame.path("type").asText();
  }

  @Override
  public void close() {
    socket.join().abort();
  }
}
