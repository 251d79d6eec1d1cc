package dev.errand.api.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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

  /**
   * Reads such a text. One that is no JSON is told as such, wherever its first wrong field stands.
   *
   * @return null for the JSON null
   */
  public static <T> @Nullable T read(ObjectReader reader, String text)
      throws JsonProcessingException {
    try {
      return reader.readValue(text);
    } catch (JsonMappingException wrongField) {
      requireJson(reader, text);
      throw wrongField;
    }
  }

  private static void requireJson(ObjectReader reader, String text) throws JsonProcessingException {
    try (JsonParser parser = reader.createParser(text)) {
      requireEnd(parser);
    } catch (JsonProcessingException noJson) {
      throw noJson;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Reads what is left of a text that has to be one value of JSON and nothing else. */
  static void requireEnd(JsonParser parser) throws IOException {
    boolean whole = false;
    while (parser.nextToken() != null) {
      if (whole) {
        throw new ErrandException(
            ErrorCode.MALFORMED_REQUEST, "the body must be one JSON value and nothing else");
      }
      whole = parser.getParsingContext().inRoot();
    }
  }
}
