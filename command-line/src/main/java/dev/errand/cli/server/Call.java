package dev.errand.cli.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.errand.cli.paper.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param path with its query
 * @param patience how long its answer may take
 */
public record Call(
    String method,
    String path,
    @Nullable String body,
    Map<String, String> headers,
    Duration patience) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public static Call get(String path) {
    return new Call("GET", path, null, Map.of(), PATIENCE);
  }

  public static Call post(String path) {
    return new Call("POST", path, null, Map.of(), PATIENCE);
  }

  public static Call put(String path) {
    return new Call("PUT", path, null, Map.of(), PATIENCE);
  }

  public static Call patch(String path) {
    return new Call("PATCH", path, null, Map.of(), PATIENCE);
  }

  /** A part of a path that somebody typed. */
  public static String part(String typed) {
    return URLEncoder.encode(typed, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Adds a parameter, unless it is not given. */
  public Call query(String name, @Nullable String value) {
    if (value == null) {
      return this;
    }
    String separator = path.contains("?") ? "&" : "?";
    return new Call(method, path + separator + name + "=" + part(value), body, headers, patience);
  }

  public Call json(JsonNode tree) {
    return new Call(method, path, Json.text(tree), headers, patience);
  }

  /** Adds a header, unless it is not given. */
  public Call header(String name, @Nullable String value) {
    if (value == null) {
      return this;
    }
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Call(method, path, body, more, patience);
  }

  /** Whether sending it twice does it once. */
  boolean isRepeatable() {
    return method.equals("GET") || headers.containsKey("Idempotency-Key");
  }

  public Call within(Duration time) {
    return new Call(method, path, body, headers, time);
  }
}
