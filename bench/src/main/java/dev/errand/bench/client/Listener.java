package dev.errand.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;

/** One WebSocket that hears of a tenant's jobs (RFC 6455, as much of it as that takes). */
final class Listener {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final String SUBSCRIBE =
      "{\"type\":\"subscribe\",\"id\":\"s\",\"topic\":\"jobs\"}";

  private final Socket socket;
  private final DataInputStream in;

  /** Hears every text that the server sends. */
  @FunctionalInterface
  interface Ear {
    void hear(String text);
  }

  Listener(Request target) throws IOException {
    socket = new Socket(Request.HOST, target.port());
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 << 10));
    socket.getOutputStream().write(target.upgrade());
    requireUpgrade();
    send(TEXT, SUBSCRIBE.getBytes(UTF_8));
  }

  private void requireUpgrade() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    if (!head.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException("no socket: " + head.substring(0, head.indexOf("\r\n")));
    }
  }

  /** Listens until the server closes the socket. */
  void listen(Ear ear) throws IOException {
    while (true) {
      int kind = in.readUnsignedByte() & 0x0f;
      byte[] payload = in.readNBytes(length());
      switch (kind) {
        case TEXT -> ear.hear(new String(payload, UTF_8));
        case PING -> send(PONG, payload);
        case CLOSE -> {
          return;
        }
        default -> {}
      }
    }
  }

  /** Takes leave, so that the server does not find the connection broken. */
  void close() throws IOException {
    send(CLOSE, new byte[0]);
  }

  private int length() throws IOException {
    int length = in.readUnsignedByte() & 0x7f;
    return switch (length) {
      case 126 -> in.readUnsignedShort();
      case 127 -> Math.toIntExact(in.readLong());
      default -> length;
    };
  }

  // A client's frames must be masked; a mask of zeros leaves them readable. All ours are short.
  private synchronized void send(int kind, byte[] payload) throws IOException {
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) (0x80 | kind);
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    socket.getOutputStream().write(frame);
  }
}
