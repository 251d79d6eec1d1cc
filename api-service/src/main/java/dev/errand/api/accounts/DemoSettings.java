package dev.errand.api.accounts;

import dev.errand.live.start.DemoLogins;
import dev.errand.live.start.StartRefused;
import java.util.Optional;

/** Says no to settings that make a login that everybody knows, unless a demo is wanted. */
final class DemoSettings {
  private DemoSettings() {}

  static void require(DemoConfig demo, AdminConfig admin) {
    if (demo.enabled()) {
      if (demo.remove()) {
        throw new StartRefused("errand.demo.remove ends the demo: set errand.demo=false with it");
      }
      return;
    }
    requireSecret("errand.admin.password", admin.password());
    requireSecret("errand.demo.password", demo.password());
  }

  private static void requireSecret(String key, Optional<String> password) {
    if (password
        .map(PasswordPolicy::normalize)
        .filter(DemoLogins.PASSWORDS::contains)
        .isPresent()) {
      throw new StartRefused(
          key + " is a password of the demo that everybody knows: choose another or leave it out");
    }
  }
}
