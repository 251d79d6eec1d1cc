package dev.errand.live.database;

import dev.errand.store.sql.DatabaseUrl;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Derives Quarkus' own data source keys from {@code errand.database.url}. */
public final class DatabaseUrlConfigSource implements ConfigSourceFactory {
  // Below the environment and system properties, above application.properties.
  private static final int ORDINAL = 275;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    ConfigValue url = context.getValue("errand.database.url");
    if (url == null || url.getValue() == null || url.getValue().isBlank()) {
      return List.of();
    }
    DatabaseUrl database = DatabaseUrl.parse(url.getValue());
    return List.of(
        new PropertiesConfigSource(
            Map.of(
                // The API alone has JDBC, for its migrations, and takes it from here.
                "errand.jdbc.url", database.jdbc(),
                "quarkus.datasource.reactive.url", database.address(),
                "quarkus.datasource.reactive.trust-all",
                    String.valueOf(database.encryptsWithoutVerifying()),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password()),
            "errand.database.url",
            ORDINAL));
  }
}
