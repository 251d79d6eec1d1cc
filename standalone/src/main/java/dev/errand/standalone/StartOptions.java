package dev.errand.standalone;

import dev.errand.live.start.StartRefused;
import dev.errand.store.sql.DatabaseUrl;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the one who starts it may choose: a system property such as {@code errand.port}, or else the
 * environment variable of the same name, {@code ERRAND_PORT}.
 *
 * @param host the address to listen on; this machine only by default, because demo logins are known
 * @param data where the embedded PostgreSQL keeps everything; unused with another database
 * @param database another PostgreSQL to use instead
 * @param demo make the demo logins and show the mails that would be sent
 * @param fresh begin with an empty data directory
 */
record StartOptions(
    String host, int port, Path data, Optional<DatabaseUrl> database, boolean demo, boolean fresh) {

  StartOptions {
    if (fresh && database.isPresent()) {
      throw new StartRefused(
          "only a data directory can be started fresh, not %s".formatted(database.get()));
    }
  }

  static StartOptions read(
      Function<String, @Nullable String> properties,
      Function<String, @Nullable String> environment) {
    Chosen chosen = new Chosen(properties, environment);
    return new StartOptions(
        chosen.text("errand.http.host").orElse("127.0.0.1"),
        chosen.text("errand.port").map(StartOptions::port).orElse(8080),
        Path.of(chosen.text("errand.data").orElse(".errand")),
        chosen.text("errand.database.url").map(StartOptions::url),
        chosen.flag("errand.demo", true),
        chosen.flag("errand.fresh", false));
  }

  private record Chosen(
      Function<String, @Nullable String> properties,
      Function<String, @Nullable String> environment) {

    Optional<String> text(String key) {
      String variable = key.replace('.', '_').toUpperCase(Locale.ROOT);
      return Optional.ofNullable(properties.apply(key))
          .or(() -> Optional.ofNullable(environment.apply(variable)))
          .filter(value -> !value.isBlank());
    }

    boolean flag(String key, boolean otherwise) {
      return text(key).map(value -> flag(key, value)).orElse(otherwise);
    }

    private static boolean flag(String key, String value) {
      return switch (value) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new StartRefused("%s must be true or false, not %s".formatted(key, value));
      };
    }
  }

  private static int port(String value) {
    if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65535) {
      throw new StartRefused("the port must be a number up to 65535, not %s".formatted(value));
    }
    return Integer.parseInt(value);
  }

  private static DatabaseUrl url(String value) {
    try {
      return DatabaseUrl.parse(value);
    } catch (IllegalArgumentException malformed) {
      throw new StartRefused(String.valueOf(malformed.getMessage()));
    }
  }
}
