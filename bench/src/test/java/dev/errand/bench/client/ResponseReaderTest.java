package dev.errand.bench.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
  private static final String SIZED = "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello";
  private static final String EMPTY = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA\r\n0123456789\r\n0\r\n\r\n";

  @Test
  void findsResponsesOfEveryShapeOnOneConnection() {
    assertThat(read(SIZED + EMPTY + CHUNKED + SIZED, 1000)).containsExactly(201, 404, 200, 201);
  }

  @Test
  void findsThemHoweverTheyAreCut() {
    for (int size = 1; size < 60; size++) {
      assertThat(read(SIZED + CHUNKED + EMPTY + CHUNKED, size))
          .as("%d bytes at a time", size)
          .containsExactly(201, 200, 404, 200);
    }
  }

  private static List<Integer> read(String text, int size) {
    ResponseReader reader = new ResponseReader();
    List<Integer> found = new ArrayList<>();
    byte[] bytes = text.getBytes(US_ASCII);
    for (int from = 0; from < bytes.length; from += size) {
      ByteBuffer part = ByteBuffer.wrap(bytes, from, Math.min(size, bytes.length - from));
      for (int status = reader.take(part); status != 0; status = reader.take(part)) {
        found.add(status);
      }
    }
    return found;
  }
}
