package dev.errand.api.web;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * How large a request may be.
 *
 * @param bytes the largest body that is taken
 */
record BodyLimit(int bytes) {
  private static final int MIB = 1024 * 1024;
  // The contract has 1 MiB for a job and 8 MiB for a batch of a thousand.
  private static final BodyLimit ONE = new BodyLimit(MIB);
  private static final BodyLimit BATCH = new BodyLimit(8 * MIB);

  static BodyLimit of(@Nullable String path) {
    return "/api/v1/jobs/batch".equals(path) ? BATCH : ONE;
  }

  void check(long length) {
    if (length > bytes) {
      throw new ErrandException(
          ErrorCode.PAYLOAD_TOO_LARGE, "The body may have at most %d bytes.".formatted(bytes));
    }
  }

  /** All of a body whose length was not told. */
  byte[] read(InputStream body) throws IOException {
    byte[] read = body.readNBytes(bytes + 1);
    check(read.length);
    return read;
  }
}
