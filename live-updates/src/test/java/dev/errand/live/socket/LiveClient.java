package dev.errand.live.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A client that remembers what it was told. */
final class LiveClient implements AutoCloseable, WebSocket.Listener {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int PATIENCE = 10;

  private final BlockingQueue<String> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private @Nullable WebSocket socket;

  private LiveClient() {}

  /** How to connect. */
  record Login(URI address, WebSocket.Builder builder) {
    Login with(String header, String value) {
      builder.header(header, value);
      return this;
    }

    /** With a token in the sub-protocol. */
    Login carrying(String token) {
      builder.subprotocols("bearer-token-carrier", token);
      return this;
    }

    /**
     * @throws ExecutionException caused by WebSocketHandshakeException when it is refused
     */
    LiveClient open() throws ExecutionException, InterruptedException, TimeoutException {
      LiveClient client = new LiveClient();
      client.socket = builder.buildAsync(address, client).get(PATIENCE, TimeUnit.SECONDS);
      return client;
    }
  }

  static Login at(URI base) {
    URI address = URI.create("ws://" + base.getAuthority() + "/api/v1/live");
    return new Login(
        address, HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(PATIENCE)));
  }

  static Login at(URI base, String token) {
    return at(base).with("Authorization", "Bearer " + token);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
    part.append(text);
    if (last) {
      frames.add(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    closed.complete(1006);
  }

  void say(Map<String, ?> frame) throws Exception {
    sayText(new JsonObject(Map.copyOf(frame)).encode());
  }

  void sayText(String text) throws Exception {
    socket().sendText(text, true).get(PATIENCE, TimeUnit.SECONDS);
  }

  void sayBytes(byte[] bytes) throws Exception {
    socket().sendBinary(ByteBuffer.wrap(bytes), true).get(PATIENCE, TimeUnit.SECONDS);
  }

  private WebSocket socket() {
    assertThat(socket).isNotNull();
    return socket;
  }

  /** The next frame, which must be of that type. */
  JsonObject next(String type) throws InterruptedException {
    JsonObject frame = poll(type);
    assertThat(frame.getString("type")).as(frame.encode()).isEqualTo(type);
    return frame;
  }

  /** The first frame of that type; what comes before does not matter. */
  JsonObject await(String type) throws InterruptedException {
    JsonObject frame = poll(type);
    while (!type.equals(frame.getString("type"))) {
      frame = poll(type);
    }
    return frame;
  }

  /** Takes frames until that one came, or as many others: which depends on who is faster. */
  void takeUntil(String type, int most) throws InterruptedException {
    for (int taken = 0; taken < most; taken++) {
      if (type.equals(poll(type).getString("type"))) {
        return;
      }
    }
  }

  // Parsed here, on the test's thread: the client's own threads do not see the test's classes.
  private JsonObject poll(String type) throws InterruptedException {
    @Nullable String frame = frames.poll(PATIENCE, TimeUnit.SECONDS);
    assertThat(frame).as("a frame of type " + type).isNotNull();
    return new JsonObject(frame);
  }

  int closeCode() throws InterruptedException, ExecutionException, TimeoutException {
    return closed.get(PATIENCE, TimeUnit.SECONDS);
  }

  /** Goes away without a word, as a browser that is killed. */
  @Override
  public void close() {
    socket().abort();
  }
}
