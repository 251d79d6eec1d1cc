package dev.errand.cli.paper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as trees; numbers stay as they were written. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  /**
   * @throws JsonProcessingException with the place where it is no JSON
   */
  public static JsonNode parse(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /** The tree of that text, if it is JSON. */
  public static Optional<JsonNode> read(String text) {
    try {
      JsonNode tree = parse(text);
      return tree.isMissingNode() ? Optional.empty() : Optional.of(tree);
    } catch (JsonProcessingException noJson) {
      return Optional.empty();
    }
  }

  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Sets a field that was given. */
  public static void put(ObjectNode object, String field, @Nullable String value) {
    if (value != null) {
      object.put(field, value);
    }
  }

  public static String text(JsonNode tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** For people to read, and still JSON. */
  public static String pretty(JsonNode tree) {
    return tree.toPrettyString();
  }

  /** The value at a path such as {@code error.message}; a missing node where there is none. */
  public static JsonNode at(JsonNode tree, String path) {
    JsonNode node = tree;
    for (String name : path.split("\\.", -1)) {
      node = node.path(name);
    }
    return node;
  }
}
