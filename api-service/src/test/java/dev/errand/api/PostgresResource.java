package dev.errand.api;

import dev.errand.postgres.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** A real PostgreSQL for the application under test. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
  // All tests come from one address, faster than any office does.
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("errand.web.body-within", "5s"),
          Map.entry("errand.limits.address", "off"),
          Map.entry("errand.limits.credentials", "off"),
          Map.entry("errand.guesses.address", "1000000"),
          Map.entry("errand.cookies.secure", "false"),
          Map.entry("errand.mail.capture", "true"),
          Map.entry("errand.admin.email", "admin@errand.test"),
          Map.entry("errand.admin.password", "operators know best"),
          Map.entry("errand.demo", "true"),
          Map.entry("errand.demo.email", "demo@errand.test"),
          Map.entry("errand.demo.password", "try it out today"));

  private EmbeddedPostgres postgres;
  private Map<String, String> others = Map.of();

  /** Takes settings that differ from ours. */
  @Override
  public void init(Map<String, String> settings) {
    others = settings;
  }

  @Override
  public Map<String, String> start() {
    postgres = EmbeddedPostgres.temporary();
    Map<String, String> all = new HashMap<>(SETTINGS);
    all.put("errand.database.url", postgres.createDatabase("errand_test"));
    all.putAll(others);
    return all;
  }

  @Override
  public void stop() {
    if (postgres != null) {
      postgres.close();
    }
  }
}
