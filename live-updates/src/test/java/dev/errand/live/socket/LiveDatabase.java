package dev.errand.live.socket;

import dev.errand.postgres.EmbeddedPostgres;
import dev.errand.store.sql.DatabaseUrl;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** A migrated database for the application under test. */
public final class LiveDatabase implements QuarkusTestResourceLifecycleManager {
  @Override
  public Map<String, String> start() {
    String text = EmbeddedPostgres.shared().createDatabase("live_" + System.nanoTime());
    DatabaseUrl url = DatabaseUrl.parse(text);
    Flyway.configure().dataSource(url.jdbc(), url.user(), url.password()).load().migrate();
    return Map.of("errand.database.url", text);
  }

  @Override
  public void stop() {}
}
