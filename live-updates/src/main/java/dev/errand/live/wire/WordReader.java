package dev.errand.live.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import java.io.IOException;

/** Reads a value from one plain text. */
final class WordReader<T> extends FromStringDeserializer<T> {
  private final transient Parser<T> parser;

  WordReader(Class<T> type, Parser<T> parser) {
    super(type);
    this.parser = parser;
  }

  @Override
  protected T _deserialize(String text, DeserializationContext context) throws IOException {
    try {
      return parser.parse(text);
    } catch (RuntimeException refused) {
      JsonParser in = context.getParser();
      throw context.weirdStringException(
          text, handledType(), in == null ? "not valid" : "not valid at " + in.currentName());
    }
  }

  /** Makes a value of its text, or throws. */
  interface Parser<T> {
    T parse(String text);
  }

  /** Makes a text of a value. */
  interface Printer<T> {
    String print(T value);
  }
}
