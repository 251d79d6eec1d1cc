package dev.errand.api.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the dashboard, ready to be sent.
 *
 * @param zipped the same, compressed; the bytes themselves where that does not make it smaller
 * @param tag names the content, for {@code If-None-Match}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PageFile(byte[] bytes, byte[] zipped, String type, String tag) {
  private static final String BINARY = "application/octet-stream";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "json", "application/json",
          "woff2", "font/woff2",
          "png", "image/png",
          "txt", "text/plain; charset=utf-8");

  static PageFile of(String name, byte[] bytes) {
    String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), BINARY);
    byte[] zipped = zip(bytes);
    return new PageFile(bytes, zipped.length < bytes.length ? zipped : bytes, type, tag(bytes));
  }

  /** Whether sending {@link #zipped} means to say so. */
  boolean isZipped() {
    return zipped != bytes;
  }

  private static byte[] zip(byte[] bytes) {
    var out = new ByteArrayOutputStream(bytes.length);
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static String tag(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(digest, 0, 16) + '"';
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
