package dev.errand.api.jobs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import dev.errand.api.web.UnfitJson;
import dev.errand.model.attempt.Text;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a value out of the source text instead of rebuilding it, and refuses what PostgreSQL or a
 * reader would choke on. Needs a reader made by {@link JobReader}, which hands the source in.
 */
public class RawJsonReader extends JsonDeserializer<RawJson> {
  /** The attribute that carries the source text. */
  static final String SOURCE = "errand.source";

  private static final int MAX_DEPTH = 64;
  private static final int MAX_BYTES = 1 << 20;

  /** Cuts only: whoever reads the piece will look at it. */
  public static final class Unchecked extends RawJsonReader {
    @Override
    void check(JsonParser parser, JsonToken token, int depth) {}

    @Override
    void checkSize(String text) {}
  }

  @Override
  public RawJson deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    String source = (String) context.getAttribute(SOURCE);
    int begin = (int) parser.currentTokenLocation().getCharOffset();
    int depth = 0;
    JsonToken token = parser.currentToken();
    while (true) {
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
      check(parser, token, depth);
      if (depth == 0) {
        break;
      }
      token = parser.nextToken();
    }
    parser.finishToken();
    int end = (int) parser.currentLocation().getCharOffset();
    String text = source.substring(begin, end).strip();
    checkSize(text);
    return new RawJson(text);
  }

  @Override
  public RawJson getNullValue(DeserializationContext context) {
    return new RawJson("null");
  }

  @Override
  public @Nullable Object getAbsentValue(DeserializationContext context) {
    return null; // not given is not the same as given as null
  }

  void check(JsonParser parser, JsonToken token, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new ErrandException(
          ErrorCode.MALFORMED_REQUEST,
          "JSON that is kept may be at most " + MAX_DEPTH + " levels deep");
    }
    switch (token) {
      case FIELD_NAME, VALUE_STRING -> {
        if (!Text.isStorable(parser.getText())) {
          throw new UnfitJson(parser, "must not contain NUL or half a surrogate pair");
        }
      }
      case VALUE_NUMBER_FLOAT -> {
        if (Double.isInfinite(parser.getDoubleValue())) {
          throw new UnfitJson(parser, "contains a number that is out of range");
        }
      }
      case VALUE_NUMBER_INT -> {
        var unused = parser.getNumberType(); // measures the number against the length limit
      }
      default -> {}
    }
  }

  void checkSize(String text) {
    // No character has more than three bytes: only what may be too large is counted.
    if (text.length() > MAX_BYTES / 3 && text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new ErrandException(
          ErrorCode.PAYLOAD_TOO_LARGE, "data may have at most " + MAX_BYTES + " bytes");
    }
  }
}
