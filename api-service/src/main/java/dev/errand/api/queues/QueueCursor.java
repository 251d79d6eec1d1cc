package dev.errand.api.queues;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.queue.QueueName;
import dev.errand.model.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where a list of queues goes on: the last name of a page and a checksum over it and its tenant, so
 * that a cursor that was tampered with or belongs to another list is noticed.
 */
final class QueueCursor {
  private static final char MARK = ' '; // which no name contains

  private QueueCursor() {}

  static String after(QueueName last, TenantId tenant) {
    String text = last.value() + MARK + checksum(last.value(), tenant);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws ErrandException {@code invalid_cursor}
   */
  static @Nullable QueueName read(@Nullable String cursor, TenantId tenant) {
    if (cursor == null) {
      return null;
    }
    return decode(cursor, tenant)
        .orElseThrow(
            () ->
                new ErrandException(
                    ErrorCode.INVALID_CURSOR, "the cursor is damaged or belongs to another list"));
  }

  private static Optional<QueueName> decode(String cursor, TenantId tenant) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int end = Math.max(0, text.indexOf(MARK));
      String name = text.substring(0, end);
      return text.substring(end).equals(MARK + checksum(name, tenant))
          ? Optional.of(new QueueName(name))
          : Optional.empty();
    } catch (IllegalArgumentException | ErrandException damaged) {
      return Optional.empty();
    }
  }

  private static String checksum(String name, TenantId tenant) {
    var checksum = new CRC32C();
    checksum.update((name + MARK + tenant).getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(checksum.getValue());
  }
}
