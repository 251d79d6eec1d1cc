package dev.errand.bench.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Keeps connections busy, each with one request at a time, on one thread: what {@code wrk} does,
 * where there is none.
 */
final class BusyConnections {
  private static final int BUFFER = 256 << 10;

  private final byte[] request;
  private final ByteBuffer received = ByteBuffer.allocateDirect(BUFFER);
  private final Latencies latencies = new Latencies();
  private long failures;

  BusyConnections(byte[] request) {
    this.request = request;
  }

  private static final class Connection {
    final SocketChannel channel;
    final ByteBuffer toSend;
    final ResponseReader reader = new ResponseReader();
    long sentAt;

    Connection(SocketChannel channel, byte[] request) {
      this.channel = channel;
      this.toSend = ByteBuffer.wrap(request);
    }
  }

  /** Runs for that long and tells rate, percentiles and failures as JSON. */
  String run(Request target, int connections, double seconds) throws IOException {
    try (Selector selector = Selector.open()) {
      long begin = System.nanoTime();
      for (int i = 0; i < connections; i++) {
        SocketChannel channel = SocketChannel.open(target.address());
        channel.configureBlocking(false);
        Connection connection = new Connection(channel, request);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ, connection);
        send(key, connection);
      }
      long end = begin + (long) (seconds * 1e9);
      while (System.nanoTime() - end < 0) {
        selector.select(this::serve, TimeUnit.MILLISECONDS.toMillis(100));
      }
      double took = (System.nanoTime() - begin) / 1e9;
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      return String.format(
          Locale.ROOT,
          "{\"rate\":%.1f,%s,\"failures\":%d}",
          latencies.size() / took,
          latencies.json(),
          failures);
    }
  }

  private void serve(SelectionKey key) {
    try {
      Connection connection = (Connection) key.attachment();
      if (key.isWritable()) {
        write(key, connection);
      }
      if (key.isReadable()) {
        read(key, connection);
      }
    } catch (IOException broken) {
      throw new IllegalStateException("a connection broke", broken);
    }
  }

  private void read(SelectionKey key, Connection connection) throws IOException {
    received.clear();
    if (connection.channel.read(received) < 0) {
      throw new IOException("the server closed a connection");
    }
    int status = connection.reader.take(received.flip());
    if (status == 0) {
      return;
    }
    latencies.add(System.nanoTime() - connection.sentAt);
    if (status >= 300) {
      failures++;
    }
    send(key, connection);
  }

  private void send(SelectionKey key, Connection connection) throws IOException {
    connection.toSend.rewind();
    connection.sentAt = System.nanoTime();
    write(key, connection);
  }

  private static void write(SelectionKey key, Connection connection) throws IOException {
    connection.channel.write(connection.toSend);
    boolean more = connection.toSend.hasRemaining();
    key.interestOps(more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }
}
