package dev.errand.api.jobs;

import dev.errand.model.job.JobId;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.store.job.JobFilter;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where a list goes on: the last job of a page with a checksum over it and the filter, so that a
 * cursor that was tampered with or belongs to another list is noticed.
 */
final class JobCursor {
  private JobCursor() {}

  static String after(JobId last, JobFilter filter) {
    ByteBuffer bytes = ByteBuffer.allocate(24);
    bytes.putLong(last.value().getMostSignificantBits());
    bytes.putLong(last.value().getLeastSignificantBits());
    bytes.putLong(checksum(last, filter));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * @throws ErrandException {@code invalid_cursor}
   */
  static @Nullable JobId read(@Nullable String cursor, JobFilter filter) {
    if (cursor == null) {
      return null;
    }
    return decode(cursor, filter)
        .orElseThrow(
            () ->
                new ErrandException(
                    ErrorCode.INVALID_CURSOR,
                    "the cursor is damaged or belongs to a list with another filter"));
  }

  private static Optional<JobId> decode(String cursor, JobFilter filter) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      JobId last = new JobId(new UUID(bytes.getLong(), bytes.getLong()));
      boolean whole = bytes.getLong() == checksum(last, filter) && !bytes.hasRemaining();
      return whole ? Optional.of(last) : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException damaged) {
      return Optional.empty();
    }
  }

  private static long checksum(JobId last, JobFilter filter) {
    var checksum = new CRC32C();
    checksum.update((last + "|" + filter).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return checksum.getValue() << 16 ^ filter.hashCode() & 0xffffL;
  }
}
