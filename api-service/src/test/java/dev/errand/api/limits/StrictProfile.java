package dev.errand.api.limits;

import dev.errand.api.PostgresResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;

/** Limits so low that a test meets them, behind a proxy that ends TLS, with a page elsewhere. */
public final class StrictProfile implements QuarkusTestProfile {
  static final String PAGE = "https://app.example";

  @Override
  public List<TestResourceEntry> testResources() {
    return List.of(
        new TestResourceEntry(
            PostgresResource.class,
            Map.ofEntries(
                Map.entry("errand.limits.caller", "4/m"),
                Map.entry("errand.limits.address", "5/m"),
                Map.entry("errand.limits.credentials", "3/m"),
                Map.entry("errand.limits.account", "3/m"),
                Map.entry("errand.limits.mails", "2/h"),
                Map.entry("errand.guesses.account", "100"),
                Map.entry("errand.cookies.secure", "true"),
                Map.entry("quarkus.http.proxy.proxy-address-forwarding", "true"),
                Map.entry("quarkus.http.proxy.trusted-proxies", "127.0.0.1"),
                Map.entry("quarkus.http.cors.enabled", "true"),
                Map.entry("quarkus.http.cors.origins", PAGE))));
  }

  @Override
  public boolean disableGlobalTestResources() {
    return true;
  }
}
