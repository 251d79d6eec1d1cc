package dev.errand.api.web;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Request bodies that are read as text first. */
public final class Bodies {
  private Bodies() {}

  /**
   * @param limit how many bytes at most
   * @throws ErrandException if it is larger, or not UTF-8
   */
  public static String text(byte[] body, int limit) {
    if (body.length > limit) {
      throw new ErrandException(
          ErrorCode.PAYLOAD_TOO_LARGE, "the body is larger than " + limit + " bytes");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new ErrandException(ErrorCode.MALFORMED_REQUEST, "the body is not UTF-8");
    }
  }
}
