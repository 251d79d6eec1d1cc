package dev.errand.api.accounts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.live.start.DemoLogins;
import dev.errand.live.start.StartRefused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoSettingsTest {

  @ParameterizedTest
  @ValueSource(strings = {DemoLogins.USER_PASSWORD, DemoLogins.ADMIN_PASSWORD})
  void knownPasswordsAreForDemosAlone(String known) {
    assertThatCode(() -> DemoSettings.require(demo(true, known, false), admin(known)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> DemoSettings.require(demo(false, null, false), admin(known)))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("errand.admin.password")
        .hasMessageNotContaining(known);
    assertThatThrownBy(() -> DemoSettings.require(demo(false, known, false), admin(null)))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("errand.demo.password");
  }

  @Test
  void ownPasswordsAreTaken() {
    assertThatCode(() -> DemoSettings.require(demo(false, null, true), admin("my own, a long one")))
        .doesNotThrowAnyException();
  }

  @Test
  void demoIsEitherMadeOrRemoved() {
    assertThatThrownBy(() -> DemoSettings.require(demo(true, null, true), admin(null)))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("errand.demo=false");
  }

  private static AdminConfig admin(@Nullable String password) {
    return new AdminConfig() {
      @Override
      public String email() {
        return "admin@localhost";
      }

      @Override
      public Optional<String> password() {
        return Optional.ofNullable(password);
      }
    };
  }

  private static DemoConfig demo(boolean enabled, @Nullable String password, boolean remove) {
    return new DemoConfig() {
      @Override
      public boolean enabled() {
        return enabled;
      }

      @Override
      public String email() {
        return "demo@localhost";
      }

      @Override
      public Optional<String> password() {
        return Optional.ofNullable(password);
      }

      @Override
      public boolean remove() {
        return remove;
      }
    };
  }
}
