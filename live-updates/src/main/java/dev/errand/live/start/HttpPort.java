package dev.errand.live.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** The address we are to listen on, asked for before anything slow begins. */
public final class HttpPort {

  private HttpPort() {}

  /**
   * @throws StartRefused if somebody listens there, or it is no address of ours
   */
  public static void requireFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (UnknownHostException unknown) {
      throw new StartRefused("%s is no address of this machine".formatted(host));
    } catch (IOException taken) {
      throw new StartRefused(
          "cannot listen on %s:%d (%s): stop what listens there or choose another port with --port"
              .formatted(host, port, String.valueOf(taken.getMessage())));
    }
  }
}
