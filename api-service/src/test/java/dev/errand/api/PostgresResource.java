package dev.errand.api;

import dev.errand.postgres.EmbeddedPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A real PostgreSQL for the application under test. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
  private EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    postgres = EmbeddedPostgres.temporary();
    return Map.of(
        "errand.web.body-within", "5s",
        "errand.database.url", postgres.createDatabase("errand_test"),
        "errand.cookies.secure", "false",
        "errand.mail.capture", "true",
        "errand.admin.email", "admin@errand.test",
        "errand.admin.password", "operators know best",
        "errand.demo", "true",
        "errand.demo.email", "demo@errand.test",
        "errand.demo.password", "try it out today");
  }

  @Override
  public void stop() {
    if (postgres != null) {
      postgres.close();
    }
  }
}
