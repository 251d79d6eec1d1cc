package dev.errand.live.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker inside this JVM, on ports of its own, that can be stopped and started again
 * at the same address with what it had.
 */
public final class KafkaBroker implements AutoCloseable {
  private final Path directory;
  private final int port = freePort();
  private final int controllerPort = freePort();
  private @Nullable KafkaRaftServer server;

  private KafkaBroker(Path directory) {
    this.directory = directory;
  }

  /** A running broker with nothing in it. Takes some 3 s. */
  public static KafkaBroker start() {
    try {
      KafkaBroker broker = new KafkaBroker(Files.createTempDirectory("errand-kafka"));
      broker.format();
      broker.resume();
      return broker;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where clients connect: {@code 127.0.0.1:port}. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** Stops it; clients see refused connections. */
  public void stop() {
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
      server = null;
    }
  }

  /** Starts it again where it was. */
  public void resume() {
    Properties properties = new Properties();
    properties.putAll(settings());
    server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
    server.startup();
  }

  @Override
  public void close() {
    stop();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void format() throws IOException {
    Path file = directory.resolve("server.properties");
    StringBuilder text = new StringBuilder();
    settings().forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Files.writeString(file, text);
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    String[] command = {
      "format", "-t", Uuid.randomUuid().toString(), "-c", file.toString(), "--standalone"
    };
    int status =
        StorageTool.execute(command, new PrintStream(output, true, StandardCharsets.UTF_8));
    if (status != 0) {
      throw new IllegalStateException(output.toString(StandardCharsets.UTF_8));
    }
  }

  private Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("node.id", "1"),
        Map.entry("process.roles", "broker,controller"),
        Map.entry(
            "listeners",
            "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort)),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("controller.quorum.bootstrap.servers", "127.0.0.1:" + controllerPort),
        Map.entry("log.dirs", directory.resolve("data").toString()),
        Map.entry("offsets.topic.replication.factor", "1"),
        Map.entry("offsets.topic.num.partitions", "1"),
        Map.entry("transaction.state.log.replication.factor", "1"),
        Map.entry("transaction.state.log.min.isr", "1"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("controlled.shutdown.enable", "false"),
        Map.entry("num.partitions", "3"));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
