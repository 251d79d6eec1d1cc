package dev.errand.bench.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Loads a server over HTTP and prints one line of JSON.
 *
 * <ul>
 *   <li>{@code busy PORT PATH BODY_FILE CONNECTIONS SECONDS}: one request after another on each
 *   <li>{@code paced PORT PATH BODY_FILE COUNT WARM_UP}: one at a time on one connection, by {@link
 *       Pacer}; {@code $NANOS} in the body becomes the moment, as {@link System#nanoTime} tells it
 * </ul>
 *
 * <p>The token of {@code Authorization} is in {@code BENCH_TOKEN}.
 */
public final class HttpClientMain {
  private HttpClientMain() {}

  public static void main(String... arguments) throws Exception {
    String token = System.getenv().getOrDefault("BENCH_TOKEN", "");
    Request target = new Request(Integer.parseInt(arguments[1]), arguments[2], token);
    String body = Files.readString(Path.of(arguments[3]));
    int many = Integer.parseInt(arguments[4]);
    System.out.println(
        switch (arguments[0]) {
          case "busy" ->
              new BusyConnections(target.post(body))
                  .run(target, many, Double.parseDouble(arguments[5]));
          case "paced" -> paced(target, body, Integer.parseInt(arguments[5]), many);
          default -> throw new IllegalArgumentException(arguments[0]);
        });
  }

  private static String paced(Request target, String body, int warmUp, int counted)
      throws Exception {
    Latencies answers = new Latencies();
    int[] done = {0};
    try (Socket socket = new Socket(Request.HOST, target.port())) {
      socket.setTcpNoDelay(true);
      ResponseReader reader = new ResponseReader();
      Pacer.run(
          warmUp,
          counted,
          () -> {
            long now = System.nanoTime();
            socket.getOutputStream().write(target.post(body.replace("$NANOS", "" + now)));
            await(socket.getInputStream(), reader);
            if (++done[0] > warmUp) {
              answers.add(System.nanoTime() - now);
            }
          });
    }
    return String.format(Locale.ROOT, "{\"n\":%d,%s}", answers.size(), answers.json());
  }

  private static void await(InputStream in, ResponseReader reader) throws IOException {
    byte[] bytes = new byte[16 << 10];
    int status = 0;
    while (status == 0) {
      int length = in.read(bytes);
      if (length < 0) {
        throw new IOException("the server closed the connection");
      }
      status = reader.take(ByteBuffer.wrap(bytes, 0, length));
    }
    if (status >= 300) {
      throw new IOException("the server answered " + status);
    }
  }
}
