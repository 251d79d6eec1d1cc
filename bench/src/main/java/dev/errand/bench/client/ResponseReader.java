package dev.errand.bench.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Locale;

/** Finds the ends of responses, one after another, in what comes from a connection. */
final class ResponseReader {
  private static final int LARGEST_HEAD = 8 << 10;

  private final byte[] head = new byte[LARGEST_HEAD];
  private int headLength;
  private int status;
  private long bodyLeft = -1;

  /** Takes what has come: the status of a response that is whole now, or 0. */
  int take(ByteBuffer bytes) {
    while (bytes.hasRemaining() && bodyLeft < 0) {
      head[headLength++] = bytes.get();
      if (endsHead()) {
        readHead();
      }
    }
    if (bodyLeft < 0) {
      return 0;
    }
    int skipped = (int) Math.min(bodyLeft, bytes.remaining());
    bytes.position(bytes.position() + skipped);
    bodyLeft -= skipped;
    if (bodyLeft > 0) {
      return 0;
    }
    bodyLeft = -1;
    headLength = 0;
    return status;
  }

  private boolean endsHead() {
    return headLength >= 4
        && head[headLength - 1] == '\n'
        && head[headLength - 2] == '\r'
        && head[headLength - 3] == '\n'
        && head[headLength - 4] == '\r';
  }

  private void readHead() {
    String text = new String(head, 0, headLength, ISO_8859_1);
    status = Integer.parseInt(text.substring(9, 12));
    String lower = text.toLowerCase(Locale.ROOT);
    int at = lower.indexOf("\r\ncontent-length:");
    if (at < 0) {
      throw new IllegalStateException("a response without Content-Length: " + text);
    }
    int from = at + "\r\ncontent-length:".length();
    bodyLeft = Long.parseLong(text.substring(from, text.indexOf("\r\n", from)).strip());
  }
}
