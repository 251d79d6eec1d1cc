package dev.errand.standalone.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a process is started.
 *
 * @param properties system properties, such as {@code errand.port}
 * @param environment such as {@code ERRAND_LEASE_DURATION}; other variables of Errand are removed
 */
record Launch(
    Program program,
    String name,
    int port,
    Map<String, String> properties,
    Map<String, String> environment) {

  static Launch of(Program program, String name) {
    return new Launch(program, name, freePort(), Map.of(), Map.of());
  }

  Launch with(String property, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(property, value);
    return new Launch(program, name, port, more, environment);
  }

  Launch with(Map<String, String> variables) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.putAll(variables);
    return new Launch(program, name, port, properties, more);
  }

  Launch on(int otherPort) {
    return new Launch(program, name, otherPort, properties, environment);
  }

  Launch data(Path directory) {
    return with("errand.data", directory.toString());
  }

  Launch database(String url) {
    return with("errand.database.url", url);
  }

  /** Starts it and waits until it is ready. */
  ServiceProcess start() {
    ServiceProcess process = begin();
    process.awaitReady();
    return process;
  }

  /** Starts it and does not wait. */
  ServiceProcess begin() {
    return ServiceProcess.of(this);
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
