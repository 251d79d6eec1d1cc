package dev.errand.bench.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;

/**
 * A signed-in request to a server on this machine.
 *
 * @param token of {@code Authorization}; empty for none
 */
record Request(int port, String path, String token) {
  static final String HOST = "127.0.0.1";

  InetSocketAddress address() {
    return new InetSocketAddress(HOST, port);
  }

  /** As it goes over the wire, with a JSON body. */
  byte[] post(String body) {
    return ("POST %s HTTP/1.1\r\nHost: %s:%d\r\n%sContent-Type: application/json\r\n"
            + "Content-Length: %d\r\n\r\n%s")
        .formatted(path, HOST, port, authorization(), body.getBytes(UTF_8).length, body)
        .getBytes(UTF_8);
  }

  /** The opening of a WebSocket. */
  byte[] upgrade() {
    return ("GET %s HTTP/1.1\r\nHost: %s:%d\r\n%sConnection: Upgrade\r\nUpgrade: websocket\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
        .formatted(path, HOST, port, authorization())
        .getBytes(UTF_8);
  }

  private String authorization() {
    return token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n";
  }
}
