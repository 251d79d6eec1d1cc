package dev.errand.live.socket;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;

/** The other end of a real socket. */
record SocketClient(WebSocketConnection socket) implements Outbound.Client {

  @Override
  public Uni<Void> send(String text) {
    return socket.sendText(text);
  }

  @Override
  public void close(int code, String reason) {
    // Subscribed here because nobody waits for a socket that is given up.
    socket.close(new CloseReason(code, reason)).subscribe().with(done -> {}, failure -> {});
  }
}
