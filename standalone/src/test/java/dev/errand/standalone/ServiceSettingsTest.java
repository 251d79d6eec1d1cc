package dev.errand.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServiceSettingsTest {

  private static final String URL = "postgresql://errand:secret@127.0.0.1:5432/errand";

  @Test
  void demoHasItsTwoLoginsAndShowsMails() {
    assertThat(settings(true, Map.of()))
        .containsEntry("errand.database.url", URL)
        .containsEntry("quarkus.http.host", "127.0.0.1")
        .containsEntry("quarkus.http.port", "8080")
        .containsEntry("errand.demo", "true")
        .containsEntry("errand.demo.email", "demo@example.com")
        .containsEntry("errand.demo.password", "errand-demo-user")
        .containsEntry("errand.admin.email", "admin@example.com")
        .containsEntry("errand.admin.password", "errand-demo-admin")
        .containsEntry("errand.mail.capture", "true");
  }

  @Test
  void withoutDemoNoLoginIsKnown() {
    assertThat(settings(false, Map.of()))
        .containsEntry("errand.demo", "false")
        .doesNotContainKeys("errand.demo.email", "errand.admin.email", "errand.admin.password");
  }

  @Test
  void administratorAndMailServerOfTheOperatorAreKept() {
    Map<String, String> environment =
        Map.of("ERRAND_ADMIN_EMAIL", "me@example.org", "ERRAND_SMTP_HOST", "smtp.example.org");

    assertThat(settings(true, environment))
        .doesNotContainKeys("errand.admin.email", "errand.admin.password", "errand.mail.capture");
  }

  @Test
  void stoppingIsQuickUnlessTheOperatorWantsPatience() {
    assertThat(settings(true, Map.of())).containsEntry("errand.worker.drain", "2s");
    assertThat(settings(true, Map.of("ERRAND_WORKER_DRAIN", "1m")))
        .doesNotContainKey("errand.worker.drain");
  }

  private static Map<String, String> settings(boolean demo, Map<String, String> environment) {
    StartOptions options =
        new StartOptions("127.0.0.1", 8080, Path.of("data"), Optional.empty(), demo, false);
    return ServiceSettings.of(options, URL, environment::get);
  }
}
