package dev.errand.standalone;

import dev.errand.live.start.DemoLogins;
import dev.errand.store.sql.DatabaseUrl;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The configuration that the two services get from the way they were started. */
final class ServiceSettings {

  /** Where the jobs are kept, in words for people. */
  static final String DATA = "errand.standalone.data";

  private ServiceSettings() {}

  /** System properties by name; what the environment already decides is left out. */
  static Map<String, String> of(
      StartOptions options, String databaseUrl, Function<String, @Nullable String> environment) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("quarkus.http.host", options.host());
    settings.put("quarkus.http.port", Integer.toString(options.port()));
    settings.put("errand.database.url", databaseUrl);
    settings.put(
        DATA,
        options
            .database()
            .map(DatabaseUrl::toString)
            .orElse(options.data().toAbsolutePath().normalize().toString()));
    // Plain http: a browser would not send Secure cookies back.
    settings.put("errand.cookies.secure", "false");
    settings.put("errand.demo", Boolean.toString(options.demo()));
    if (options.demo()) {
      settings.put("errand.demo.email", DemoLogins.USER_EMAIL);
      settings.put("errand.demo.password", DemoLogins.USER_PASSWORD);
    }
    if (options.demo() && environment.apply("ERRAND_ADMIN_EMAIL") == null) {
      settings.put("errand.admin.email", DemoLogins.ADMIN_EMAIL);
      settings.put("errand.admin.password", DemoLogins.ADMIN_PASSWORD);
    }
    if (environment.apply("ERRAND_WORKER_DRAIN") == null) {
      // Whoever presses Ctrl-C waits for it; what is handed back runs at the next start.
      settings.put("errand.worker.drain", "2s");
    }
    if (environment.apply("ERRAND_SMTP_HOST") == null) {
      settings.put("errand.mail.capture", "true");
    }
    return settings;
  }
}
