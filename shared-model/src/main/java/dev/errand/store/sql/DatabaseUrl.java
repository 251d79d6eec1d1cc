package dev.errand.store.sql;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is and who we are there, from one URL: {@code
 * postgresql://user:password@host:port/database?sslmode=require}. Also takes {@code postgres://}
 * and {@code jdbc:postgresql://}, with user and password as parameters too.
 *
 * @param host a name or an address, IPv6 without its brackets
 * @param password empty where the URL has none
 * @param params what remains behind the question mark, decoded; for example {@code sslmode}
 */
public record DatabaseUrl(
    String host,
    int port,
    String database,
    String user,
    String password,
    Map<String, String> params) {

  private static final int DEFAULT_PORT = 5432;
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(?<host>\\[[^\\]]+]|[^:\\[\\]]+)(:(?<port>\\d{1,5}))?");

  public DatabaseUrl {
    params = Map.copyOf(params);
  }

  /**
   * @throws IllegalArgumentException one clear line, without the password
   */
  public static DatabaseUrl parse(String text) {
    URI uri = uri(text.strip());
    // Not URI.getHost(): it knows no underscore, which host names of containers often have.
    String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
    int at = authority.lastIndexOf('@');
    Matcher address = HOST_AND_PORT.matcher(authority.substring(at + 1));
    if (!address.matches()) {
      throw refused("names no host, or its port is no number");
    }
    Map<String, String> params = params(uri.getRawQuery());
    String userParam = params.remove("user");
    String passwordParam = params.remove("password");
    String[] login = at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
    String user = login.length > 0 ? decode(login[0]) : userParam;
    String password = login.length > 1 ? decode(login[1]) : passwordParam;
    if (user == null || user.isEmpty()) {
      throw refused("names no user");
    }
    return new DatabaseUrl(
        withoutBrackets(address.group("host")),
        port(address.group("port")),
        database(uri),
        user,
        password == null ? "" : password,
        params);
  }

  private static URI uri(String text) {
    String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
    if (!plain.startsWith("postgresql://") && !plain.startsWith("postgres://")) {
      throw refused("must look like postgresql://user:password@host:5432/database");
    }
    try {
      URI uri = new URI(plain);
      if (uri.getRawFragment() == null) {
        return uri;
      }
    } catch (URISyntaxException withThePasswordInIt) {
      // Its message quotes the whole URL.
    }
    throw refused("is malformed: percent-encode special characters in the user and the password");
  }

  private static int port(@Nullable String digits) {
    int port = digits == null ? DEFAULT_PORT : Integer.parseInt(digits);
    if (port < 1 || port > 65535) {
      throw refused("has the port %d, which is not between 1 and 65535".formatted(port));
    }
    return port;
  }

  private static String database(URI uri) {
    String path = uri.getPath();
    if (path == null || path.length() < 2) {
      throw refused("names no database");
    }
    return path.substring(1);
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static Map<String, String> params(@Nullable String query) {
    Map<String, String> params = new LinkedHashMap<>();
    if (query != null && !query.isEmpty()) {
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

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException("the database URL " + why);
  }

  /** For JDBC drivers: without user and password, which travel as properties. */
  public String jdbc() {
    return "jdbc:" + address();
  }

  /** For the Vert.x client and Quarkus' reactive data sources: without user and password. */
  public String address() {
    return "postgresql://" + hostAndPort() + "/" + encode(database) + query();
  }

  /** The whole, in its plainest form and with the password: for configuration, never for logs. */
  public String url() {
    String login = encode(user) + (password.isEmpty() ? "" : ":" + encode(password));
    return "postgresql://" + login + "@" + hostAndPort() + "/" + encode(database) + query();
  }

  private String hostAndPort() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private String query() {
    return params.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining("&"), joined -> joined.isEmpty() ? "" : "?" + joined));
  }

  /** As libpq reads {@code sslmode}: up to {@code require}, any certificate will do. */
  public boolean encryptsWithoutVerifying() {
    return !params.getOrDefault("sslmode", "disable").startsWith("verify-");
  }

  /** Without the password: fit for people and logs. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + hostAndPort() + "/" + database;
  }
}
