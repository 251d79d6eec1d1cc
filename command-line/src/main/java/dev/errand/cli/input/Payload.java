package dev.errand.cli.input;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.paper.Json;
import dev.errand.cli.shell.CommandFailed;
import dev.errand.cli.shell.ExitCode;
import dev.errand.cli.shell.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** JSON that is given in place, as {@code @file}, or as {@code -} for what comes in. */
public final class Payload {
  private Payload() {}

  public static JsonNode read(String given, Streams streams) {
    String text = text(given, streams);
    try {
      JsonNode tree = Json.parse(text);
      if (!tree.isMissingNode()) {
        return tree;
      }
    } catch (JsonProcessingException malformed) {
      throw wrong("--data is no JSON: " + malformed.getOriginalMessage() + place(malformed));
    }
    throw wrong("--data is empty");
  }

  private static String text(String given, Streams streams) {
    try {
      if (given.equals("-")) {
        return new String(streams.in().readAllBytes(), StandardCharsets.UTF_8);
      }
      return given.startsWith("@") ? Files.readString(Path.of(given.substring(1))) : given;
    } catch (IOException failure) {
      throw wrong("--data: cannot read " + (given.equals("-") ? "stdin" : given.substring(1)));
    }
  }

  private static String place(JsonProcessingException malformed) {
    JsonLocation place = malformed.getLocation();
    return place == null
        ? ""
        : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr());
  }

  private static CommandFailed wrong(String why) {
    return new CommandFailed(ExitCode.USAGE, why);
  }
}
