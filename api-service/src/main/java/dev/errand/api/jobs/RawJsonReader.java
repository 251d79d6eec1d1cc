package dev.errand.api.jobs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import dev.errand.model.attempt.Text;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a value out of the source text instead of rebuilding it, and refuses what PostgreSQL or a
 * reader would choke on. Needs a reader made by {@link JobReader}, which hands the source in.
 */
final class RawJsonReader extends JsonDeserializer<RawJson> {
  /** The attribute that carries the source text. */
  static final String SOURCE = "errand.source";

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
      } else {
        check(parser, token);
      }
      if (depth == 0) {
        break;
      }
      token = parser.nextToken();
    }
    parser.finishToken();
    int end = (int) parser.currentLocation().getCharOffset();
    return new RawJson(source.substring(begin, end).strip());
  }

  @Override
  public RawJson getNullValue(DeserializationContext context) {
    return new RawJson("null");
  }

  @Override
  public @Nullable Object getAbsentValue(DeserializationContext context) {
    return null; // not given is not the same as given as null
  }

  private static void check(JsonParser parser, JsonToken token) throws IOException {
    switch (token) {
      case FIELD_NAME, VALUE_STRING -> {
        if (!Text.isStorable(parser.getText())) {
          throw InvalidFormatException.from(
              parser,
              "must not contain NUL or half a surrogate pair",
              parser.getText(),
              RawJson.class);
        }
      }
      case VALUE_NUMBER_FLOAT -> {
        if (Double.isInfinite(parser.getDoubleValue())) {
          throw InvalidFormatException.from(
              parser, "contains a number that is out of range", "", RawJson.class);
        }
      }
      case VALUE_NUMBER_INT -> {
        var unused = parser.getNumberType(); // measures the number against the length limit
      }
      default -> {}
    }
  }
}
