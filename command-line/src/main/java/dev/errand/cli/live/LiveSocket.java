package dev.errand.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.errand.cli.paper.Json;
import dev.errand.cli.server.Server;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An open socket; what it hears waits until somebody asks. */
public final class LiveSocket implements AutoCloseable {
  private static final Duration OPEN = Duration.ofSeconds(5);
  private static final int LOST = 1006;

  private final Ear ear;
  private final WebSocket socket;

  private LiveSocket(Ear ear, WebSocket socket) {
    this.ear = ear;
    this.socket = socket;
  }

  /**
   * @throws SocketRefused when it does not open
   */
  public static LiveSocket open(Server server) {
    Ear ear = new Ear();
    WebSocket.Builder builder = server.client().newWebSocketBuilder().connectTimeout(OPEN);
    server.bearer().ifPresent(token -> builder.header("Authorization", "Bearer " + token));
    try {
      WebSocket socket =
          builder
              .buildAsync(address(server), ear)
              .orTimeout(OPEN.toSeconds(), TimeUnit.SECONDS)
              .join();
      return new LiveSocket(ear, socket);
    } catch (CompletionException failure) {
      throw refused(failure.getCause());
    }
  }

  private static URI address(Server server) {
    return URI.create(server.url().replaceFirst("^http", "ws") + "/api/v1/live");
  }

  private static SocketRefused refused(@Nullable Throwable cause) {
    if (cause instanceof WebSocketHandshakeException handshake) {
      @Nullable HttpResponse<?> answer = handshake.getResponse();
      int status = answer == null ? 0 : answer.statusCode();
      return new SocketRefused(status, "the server answered " + status);
    }
    return new SocketRefused(0, cause == null ? "no answer" : String.valueOf(cause.getMessage()));
  }

  /**
   * @param after the last number that was heard, to be told what came since; 0 for none
   */
  public void subscribe(String topic, long after) {
    ObjectNode frame = Json.object().put("type", "subscribe").put("id", topic).put("topic", topic);
    if (after > 0) {
      frame.put("after", after);
    }
    try {
      socket.sendText(Json.text(frame), true).join();
    } catch (CompletionException broken) {
      ear.hear(new Heard.Closed(LOST));
    }
  }

  /** What comes next, unless nothing comes for that long. */
  public Optional<Heard> next(Duration patience) {
    try {
      return Optional.ofNullable(
          ear.heard.poll(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.of(new Heard.Closed(LOST));
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Puts texts together and keeps them. */
  private static final class Ear implements WebSocket.Listener {
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();

    void hear(Heard news) {
      heard.add(news);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        Optional<JsonNode> frame = Json.read(part.toString());
        frame.ifPresent(json -> hear(new Heard.Frame(json)));
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      hear(new Heard.Closed(code));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      hear(new Heard.Closed(LOST));
    }
  }
}
