package dev.errand.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1 that nobody listens on at the moment of asking. */
final class FreePort {

  private FreePort() {}

  static int any() throws IOException {
    return bind(0);
  }

  /** The wanted port when it is free, else another one. */
  static int preferring(int wanted) throws IOException {
    try {
      return bind(wanted);
    } catch (IOException taken) {
      return any();
    }
  }

  private static int bind(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
      return socket.getLocalPort();
    }
  }
}
