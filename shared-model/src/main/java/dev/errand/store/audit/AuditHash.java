package dev.errand.store.audit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a row's hash must be: SHA-256 over the hash before it and the row's fields in the order of
 * its columns. Each field is its length in bytes (32 bits, big-endian) and its text in UTF-8; null
 * is the length −1. A time is its whole microseconds since 1970 in decimal digits.
 *
 * <p>The database computes the same in {@code audit_hash}; said twice so that one can check the
 * other.
 */
final class AuditHash {
  /** What the first row has before it. */
  static final int SIZE = 32;

  private AuditHash() {}

  static byte[] of(AuditRow row) {
    var bytes = new ByteArrayOutputStream(256);
    bytes.writeBytes(row.prevHash());
    field(bytes, row.seq());
    field(bytes, ChronoUnit.MICROS.between(Instant.EPOCH, row.at()));
    field(bytes, row.kind().wire());
    field(bytes, row.actor());
    field(bytes, row.actorName());
    field(bytes, row.action());
    field(bytes, row.tenant());
    field(bytes, row.subject());
    field(bytes, row.address());
    field(bytes, row.detail());
    return sha256(bytes.toByteArray());
  }

  private static void field(ByteArrayOutputStream bytes, @Nullable Object value) {
    if (value == null) {
      bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(-1).array());
      return;
    }
    byte[] text = value.toString().getBytes(StandardCharsets.UTF_8);
    bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
    bytes.writeBytes(text);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
