package dev.errand.worker.outgoing;

import dev.errand.model.attempt.Text;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer. The event loop hands the bytes in; the thread that waits for them
 * gives up in time, whatever the other side does, and then nothing more is read.
 */
final class Exchange {
  private static final int LONGEST_BODY = 64 << 10;
  private static final int MOST_HEADERS = 50;
  private static final int LONGEST_HEADER = 1 << 10;
  private static final Pattern CHARSET =
      Pattern.compile("(?i).*;\\s*charset=\"?([\\w.:-]{1,40})\"?.*");

  private final CompletableFuture<OutgoingAnswer> answer = new CompletableFuture<>();
  private final Buffer received = Buffer.buffer();
  private volatile @Nullable HttpConnection connection;

  /** Sends the request over the connection that it has. */
  void send(HttpClientRequest request, @Nullable String body) {
    connection = request.connection();
    // Or each receiver that hangs up is an error in our log.
    request.connection().exceptionHandler(this::fail);
    if (answer.isDone()) {
      close(); // nobody waits any more
      return;
    }
    request.response().onSuccess(this::read).onFailure(this::fail);
    var unused = body == null ? request.send() : request.send(body);
  }

  void fail(Throwable failure) {
    answer.completeExceptionally(failure);
  }

  /**
   * The answer, if it is there in time.
   *
   * @throws IOException if there is none
   */
  OutgoingAnswer await(Duration patience) throws IOException, InterruptedException {
    try {
      return answer.get(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new IOException("the endpoint did not answer in time", late);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      throw new IOException("the endpoint could not be reached: " + cause.getMessage(), cause);
    } finally {
      boolean unused = answer.cancel(false);
      close();
    }
  }

  private void close() {
    @Nullable HttpConnection open = connection;
    if (open != null) {
      var unused = open.close();
    }
  }

  private void read(HttpClientResponse response) {
    response.exceptionHandler(this::fail);
    response.endHandler(end -> finish(response, false));
    response.handler(
        chunk -> {
          int room = LONGEST_BODY - received.length();
          received.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
          if (chunk.length() > room) {
            finish(response, true);
            close();
          }
        });
  }

  private void finish(HttpClientResponse response, boolean cut) {
    String text = received.toString(charset(response.getHeader("Content-Type")));
    answer.complete(
        new OutgoingAnswer(
            response.statusCode(), headers(response), Text.storable(text, LONGEST_BODY), cut));
  }

  private static Map<String, String> headers(HttpClientResponse response) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, String> header : response.headers()) {
      if (headers.size() < MOST_HEADERS) {
        headers.putIfAbsent(
            Text.storable(header.getKey().toLowerCase(Locale.ROOT), LONGEST_HEADER),
            Text.storable(header.getValue(), LONGEST_HEADER));
      }
    }
    return headers;
  }

  private static Charset charset(@Nullable String contentType) {
    Matcher named = CHARSET.matcher(contentType == null ? "" : contentType);
    try {
      return named.matches() ? Charset.forName(named.group(1)) : StandardCharsets.UTF_8;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return StandardCharsets.UTF_8;
    }
  }
}
