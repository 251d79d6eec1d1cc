package dev.errand.cli.paper;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;

/**
 * One thing that people want to see of each item.
 *
 * @param head what it is called
 */
public record Column(String head, Reading reading) {
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ssxxx", Locale.ROOT);

  /** Reads it from an item. */
  public interface Reading {
    String read(JsonNode item, ZoneId zone);
  }

  /** The value at that path. */
  public static Column of(String head, String path) {
    return made(head, item -> text(Json.at(item, path)));
  }

  /** A moment, in the zone of those who read it. */
  public static Column time(String head, String path) {
    return new Column(head, (item, zone) -> local(text(Json.at(item, path)), zone));
  }

  /** How long. */
  public static Column duration(String head, String path) {
    return made(head, item -> inWords(text(Json.at(item, path))));
  }

  public static Column made(String head, Function<JsonNode, String> value) {
    return new Column(head, (item, zone) -> value.apply(item));
  }

  /** A moment such as {@code 2026-03-01 14:05:09+01:00}; what is none stays as it is. */
  public static String local(String text, ZoneId zone) {
    try {
      return text.isEmpty() ? "" : LOCAL.format(Instant.parse(text).atZone(zone));
    } catch (DateTimeException noTime) {
      return text;
    }
  }

  /** {@code PT1H2M0.5S} as {@code 1h2m0.5s}. */
  public static String inWords(String iso) {
    return iso.replaceFirst("^P(\\d+D)?T?", "$1").toLowerCase(Locale.ROOT);
  }

  private static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return value.isValueNode() ? value.asText() : Json.text(value);
  }
}
