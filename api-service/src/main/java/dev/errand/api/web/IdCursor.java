package dev.errand.api.web;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: the last id of a page with a checksum over it and the list, so that a
 * cursor that was tampered with or belongs to another list is noticed.
 */
public final class IdCursor {
  private IdCursor() {}

  /**
   * @param list what tells this list from others, the same in every process
   */
  public static String after(UUID last, String list) {
    ByteBuffer bytes = ByteBuffer.allocate(24);
    bytes.putLong(last.getMostSignificantBits());
    bytes.putLong(last.getLeastSignificantBits());
    bytes.putLong(checksum(last, list));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * @throws ErrandException {@code invalid_cursor}
   */
  public static @Nullable UUID read(@Nullable String cursor, String list) {
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

  private static Optional<UUID> decode(String cursor, String list) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      UUID last = new UUID(bytes.getLong(), bytes.getLong());
      boolean whole = bytes.getLong() == checksum(last, list) && !bytes.hasRemaining();
      return whole ? Optional.of(last) : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException damaged) {
      return Optional.empty();
    }
  }

  private static long checksum(UUID last, String list) {
    var checksum = new CRC32C();
    checksum.update((last + "|" + list).getBytes(StandardCharsets.UTF_8));
    return checksum.getValue();
  }
}
