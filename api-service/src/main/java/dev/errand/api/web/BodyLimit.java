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
  private static final BodyLimit ONE = new BodyLimit(MIB);
  // The contract gives a job's data 1 MiB of its own; the rest is for what stands around it.
  private static final BodyLimit JOB = new BodyLimit(MIB + 64 * 1024);
  // A batch of a thousand.
  private static final BodyLimit BATCH = new BodyLimit(8 * MIB);

  static BodyLimit of(@Nullable String path) {
    if (path == null) {
      return ONE;
    }
    if (path.equals("/api/v1/jobs/batch")) {
      return BATCH;
    }
    return isAt(path, "/api/v1/jobs") || isAt(path, "/api/v1/schedules") ? JOB : ONE;
  }

  private static boolean isAt(String path, String base) {
    return path.equals(base) || path.startsWith(base + "/");
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
