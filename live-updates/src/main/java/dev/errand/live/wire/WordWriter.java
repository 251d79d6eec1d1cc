package dev.errand.live.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/** Writes a value that is one plain text or number. */
final class WordWriter<T> extends StdSerializer<T> {
  private final transient Word<T> word;

  private WordWriter(Class<T> type, Word<T> word) {
    super(type);
    this.word = word;
  }

  static <T> WordWriter<T> of(Class<T> type, Word<T> word) {
    return new WordWriter<>(type, word);
  }

  @Override
  public void serialize(T value, JsonGenerator out, SerializerProvider provider)
      throws IOException {
    word.write(value, out);
  }

  /** How one value is written. */
  interface Word<T> {
    void write(T value, JsonGenerator out) throws IOException;
  }
}
