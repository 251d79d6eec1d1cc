package dev.errand.api.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import dev.errand.model.problem.ErrandException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses text and numbers that are JSON but that PostgreSQL cannot keep: NUL, lone surrogates, and
 * numbers like 1e400000. Seen at the edge, they name their field; seen later, they fail a batch.
 */
class CheckedParser extends JsonParserDelegate {
  CheckedParser(JsonParser parser) {
    super(parser);
  }

  @Override
  public @Nullable JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
      checkText();
    } else if (token == JsonToken.VALUE_NUMBER_FLOAT && Double.isInfinite(getDoubleValue())) {
      throw ErrandException.invalid(pointer(), "is too large a number");
    }
    return token;
  }

  /** The next token, whatever its text. */
  @Nullable JsonToken nextUncheckedToken() throws IOException {
    return super.nextToken();
  }

  @Override
  public @Nullable JsonToken nextValue() throws IOException {
    JsonToken token = nextToken();
    return token == JsonToken.FIELD_NAME ? nextToken() : token;
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    if (!isExpectedStartObjectToken() && !isExpectedStartArrayToken()) {
      return this;
    }
    for (int open = 1; open > 0; ) {
      JsonToken token = nextToken();
      if (token == null) {
        return this;
      }
      open += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
    return this;
  }

  private void checkText() throws IOException {
    char[] text = getTextCharacters();
    int end = getTextOffset() + getTextLength();
    for (int i = getTextOffset(); i < end; i++) {
      char c = text[i];
      if (c == 0) {
        throw ErrandException.invalid(pointer(), "contains the character U+0000");
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c) || i + 1 == end || !Character.isLowSurrogate(text[++i])) {
          throw ErrandException.invalid(pointer(), "contains half a surrogate pair");
        }
      }
    }
  }

  private String pointer() {
    StringBuilder safe = new StringBuilder("#");
    getParsingContext()
        .pathAsPointer()
        .toString()
        .codePoints()
        .limit(500)
        .forEach(point -> safe.appendCodePoint(Pointers.harmless(point) ? point : '\uFFFD'));
    return safe.toString();
  }
}
