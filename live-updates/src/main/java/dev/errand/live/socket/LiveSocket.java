package dev.errand.live.socket;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Live news: contract §8. One frame of a client is answered before its next one is read. */
@WebSocket(path = "/api/v1/live", endpointId = LiveSocket.ID)
class LiveSocket {
  static final String ID = "live";
  static final TypedKey<Login> LOGIN = new TypedKey<>("errand.live.login");

  private static final TypedKey<LiveConnection> SELF = new TypedKey<>("errand.live.connection");
  private static final Logger LOG = Logger.getLogger(LiveSocket.class);

  private final Arrivals arrivals;
  private final Subscriber subscriber;
  private final ClientFrames clientFrames;
  private final ServerFrames frames;

  LiveSocket(
      Arrivals arrivals, Subscriber subscriber, ClientFrames clientFrames, ServerFrames frames) {
    this.arrivals = arrivals;
    this.subscriber = subscriber;
    this.clientFrames = clientFrames;
    this.frames = frames;
  }

  @OnOpen
  @NonBlocking
  void open(WebSocketConnection socket) {
    Login login = socket.userData().get(LOGIN);
    socket.userData().put(SELF, arrivals.arrive(new SocketClient(socket), login));
  }

  @OnTextMessage
  Uni<Void> receive(String text, WebSocketConnection socket) {
    LiveConnection connection = socket.userData().get(SELF);
    return Uni.createFrom()
        .deferred(() -> answer(connection, clientFrames.read(text)))
        .onFailure(RefusedFrame.class)
        .recoverWithUni(refused -> refuse(connection, (RefusedFrame) refused))
        .onFailure(Exception.class)
        .recoverWithUni(failure -> unavailable(connection, failure));
  }

  @OnBinaryMessage
  Uni<Void> receive(Buffer bytes, WebSocketConnection socket) {
    return refuse(
        socket.userData().get(SELF),
        new RefusedFrame(null, RefusedFrame.MALFORMED, "a frame is text"));
  }

  private Uni<Void> answer(LiveConnection connection, ClientFrame frame) {
    return switch (frame) {
      case ClientFrame.Subscribe wish -> subscriber.subscribe(connection, wish);
      case ClientFrame.Unsubscribe end -> {
        connection.end(end.id());
        yield done();
      }
      case ClientFrame.Ping ping -> {
        connection.out().say(ServerFrames.PONG);
        yield done();
      }
    };
  }

  private Uni<Void> refuse(LiveConnection connection, RefusedFrame refused) {
    connection.out().say(frames.error(refused));
    return done();
  }

  private Uni<Void> unavailable(LiveConnection connection, Throwable failure) {
    LOG.warnf("A live frame was not answered. cause=%s", failure.toString());
    return refuse(
        connection, new RefusedFrame(null, RefusedFrame.UNAVAILABLE, "try again in a moment"));
  }

  private static Uni<Void> done() {
    return Uni.createFrom().voidItem();
  }

  @OnClose
  @NonBlocking
  void close(WebSocketConnection socket) {
    @Nullable LiveConnection connection = socket.userData().get(SELF);
    if (connection != null) {
      arrivals.leave(connection);
    }
  }

  // Broken connections are everyday: without this each would be logged with its stack.
  @OnError
  Uni<Void> fail(Exception failure, WebSocketConnection socket) {
    LOG.debugf("A live socket failed. cause=%s", failure.toString());
    return socket.close(CloseReason.INTERNAL_SERVER_ERROR);
  }
}
