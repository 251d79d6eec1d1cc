package dev.errand.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WelcomeTest {

  private static final String ADDRESS = "http://127.0.0.1:8080";

  @Test
  void demoShowsLoginsMailsAndALineToPaste() {
    String text = new Welcome(ADDRESS, "/data", true, true, true).text();

    assertThat(text)
        .contains("Errand is up at " + ADDRESS)
        .containsPattern("demo@example.com +errand-demo-user")
        .containsPattern("admin@example.com +errand-demo-admin")
        .contains(ADDRESS + "/dev/mail", "/data", "not for production");
    assertThat(text.lines().filter(line -> line.contains("curl ")))
        .singleElement()
        .asString()
        .contains("/api/v1/auth/login", "/api/v1/jobs", "\"type\":\"simulate\"");
  }

  @Test
  void withoutDemoNoLoginsAreShownNorSpokenOf() {
    assertThat(new Welcome(ADDRESS, "/data", false, false, true).text())
        .contains(ADDRESS, "/dev/mail", "not for production")
        .doesNotContain("example.com", "curl", "known logins");
  }

  @Test
  void passwordOfAnotherAdministratorIsNotGuessedAt() {
    assertThat(new Welcome(ADDRESS, "/data", true, false, true).text())
        .contains("demo@example.com")
        .doesNotContain("admin@example.com");
  }
}
