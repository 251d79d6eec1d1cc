package dev.errand.api.web;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: the last id of a page with a checksum over it and the list's filter, so
 * that a cursor that was tampered with or belongs to another list is noticed.
 */
public final class Cursor {
  private Cursor() {}

  /**
   * @param list says which list it is, the same in every process: its text counts, not its hash
   */
  public static String after(UUID last, Object list) {
    ByteBuffer bytes = ByteBuffer.allocate(24);
    bytes.putLong(last.getMostSignificantBits());
    bytes.putLong(last.getLeastSignificantBits());
    bytes.putLong(checksum(last, list));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * @return the last id of the page before; null for no cursor
   * @throws ErrandException {@code invalid_cursor}
   */
  public static @Nullable UUID read(@Nullable String cursor, Object list) {
    if (cursor == null) {
      return null;
    }
    return decode(cursor, list)
        .orElseThrow(
            () ->
                new ErrandException(
                    ErrorCode.INVALID_CURSOR,
                    "the cursor is damaged or belongs to a list with another filter"));
  }

  private static Optional<UUID> decode(String cursor, Object list) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      UUID last = new UUID(bytes.getLong(), bytes.getLong());
      boolean whole = bytes.getLong() == checksum(last, list) && !bytes.hasRemaining();
      return whole ? Optional.of(last) : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException damaged) {
      return Optional.empty();
    }
  }

  private static long checksum(UUID last, Object list) {
    byte[] text = (last + "|" + list).getBytes(StandardCharsets.UTF_8);
    return checksum(new CRC32C(), text) << 32 | checksum(new CRC32(), text);
  }

  private static long checksum(Checksum checksum, byte[] text) {
    checksum.update(text);
    return checksum.getValue();
  }
}
