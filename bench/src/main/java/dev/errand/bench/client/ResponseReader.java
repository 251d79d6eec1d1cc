package dev.errand.bench.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Locale;

/** Finds the ends of responses (RFC 9112), one after another, in what comes from a connection. */
final class ResponseReader {
  private static final int LONGEST_TEXT = 8 << 10;
  private static final String LENGTH = "\r\ncontent-length:";
  private static final String CHUNKED = "\r\ntransfer-encoding: chunked";
  private static final String HEAD_END = "\r\n\r\n";
  private static final String LINE_END = "\r\n";

  private final byte[] text = new byte[LONGEST_TEXT];
  private int textLength;
  private String awaited = HEAD_END;
  private int status;
  private boolean moreChunks;
  private long left = -1;

  /** Takes what has come: the status of a response that is whole now, or 0. */
  int take(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (left < 0) {
        text[textLength++] = bytes.get();
        if (endsWith(awaited)) {
          readText();
        }
      } else {
        int skipped = (int) Math.min(left, bytes.remaining());
        bytes.position(bytes.position() + skipped);
        left -= skipped;
      }
      if (left == 0 && !isMore()) {
        return status;
      }
    }
    return 0;
  }

  private boolean endsWith(String end) {
    for (int i = 0; i < end.length(); i++) {
      int at = textLength - end.length() + i;
      if (at < 0 || text[at] != end.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void readText() {
    String read = new String(text, 0, textLength, ISO_8859_1);
    textLength = 0;
    if (awaited.equals(HEAD_END)) {
      readHead(read);
    } else {
      int size = Integer.parseInt(read.strip(), 16);
      moreChunks = size > 0;
      left = size + LINE_END.length();
    }
  }

  private void readHead(String head) {
    status = Integer.parseInt(head.substring(9, 12));
    String lower = head.toLowerCase(Locale.ROOT);
    int length = lower.indexOf(LENGTH);
    if (lower.contains(CHUNKED)) {
      moreChunks = true;
      awaited = LINE_END;
    } else if (length >= 0) {
      int from = length + LENGTH.length();
      left = Long.parseLong(lower.substring(from, lower.indexOf(LINE_END, from)).strip());
    } else {
      throw new IllegalStateException("a response without a length: " + head);
    }
  }

  /** A chunk or a body is over: makes ready for the next. */
  private boolean isMore() {
    left = -1;
    if (!moreChunks) {
      awaited = HEAD_END;
    }
    return moreChunks;
  }
}
