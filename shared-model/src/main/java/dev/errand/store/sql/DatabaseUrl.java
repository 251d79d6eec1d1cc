package dev.errand.store.sql;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and who we are there, from one URL: {@code
 * postgresql://user:password@host:port/database?sslmode=require}. Also takes {@code postgres://}
 * and {@code jdbc:postgresql://}, with user and password as parameters too.
 */
public record DatabaseUrl(
    String host,
    int port,
    String database,
    String user,
    String password,
    Map<String, String> params) {

  public DatabaseUrl {
    params = Map.copyOf(params);
  }

  /**
   * @throws IllegalArgumentException one clear line, without the password
   */
  public static DatabaseUrl parse(String text) {
    String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    if (!plain.startsWith("postgresql://") && !plain.startsWith("postgres://")) {
      throw new IllegalArgumentException(
          "the database URL must look like postgresql://user:password@host:5432/database");
    }
    URI uri;
    try {
      uri = URI.create(plain);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "the database URL is malformed; percent-encode special characters in user and password");
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("the database URL names no host");
    }
    Map<String, String> params = params(uri.getRawQuery());
    String @Nullable [] login =
        uri.getRawUserInfo() == null ? null : uri.getRawUserInfo().split(":", 2);
    String user = login == null ? params.remove("user") : decode(login[0]);
    String password =
        login == null || login.length < 2 ? params.remove("password") : decode(login[1]);
    String path = uri.getPath() == null ? "" : uri.getPath();
    if (path.length() < 2) {
      throw new IllegalArgumentException("the database URL names no database");
    }
    if (user == null) {
      throw new IllegalArgumentException("the database URL names no user");
    }
    return new DatabaseUrl(
        uri.getHost(),
        uri.getPort() < 0 ? 5432 : uri.getPort(),
        path.substring(1),
        user,
        password == null ? "" : password,
        params);
  }

  private static Map<String, String> params(@Nullable String query) {
    Map<String, String> params = new LinkedHashMap<>();
    if (query != null) {
      for (String pair : query.split("&")) {
        String[] parts = pair.split("=", 2);
        params.put(decode(parts[0]), parts.length == 2 ? decode(parts[1]) : "");
      }
    }
    return params;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** For JDBC drivers: without user and password, which travel as properties. */
  public String jdbc() {
    return "jdbc:" + address();
  }

  /** For the Vert.x client and Quarkus' reactive data sources: without user and password. */
  public String address() {
    String query =
        params.entrySet().stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    return "postgresql://"
        + host
        + ":"
        + port
        + "/"
        + encode(database)
        + (query.isEmpty() ? "" : "?" + query);
  }

  /** Without the password: fit for people and logs. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + host + ":" + port + "/" + database;
  }
}
