package dev.errand.api.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaTest {

  @ParameterizedTest
  @CsvSource({
    "20000/s, 20000, PT1S",
    "600/m, 600, PT1M",
    "600/1m, 600, PT1M",
    "5/10s, 5, PT10S",
    "10/h, 10, PT1H"
  })
  void isReadAsItIsSpoken(String text, int requests, Duration window) {
    assertThat(Quota.valueOf(text)).isEqualTo(new Quota(requests, window));
  }

  @Test
  void canBeSwitchedOff() {
    assertThat(Quota.valueOf("off").isOff()).isTrue();
    assertThat(Quota.valueOf("1/s").isOff()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5/", "/s", "0/s", "-1/s", "5/0s", "5/d", "5/s ", "1e9/s"})
  void nonsenseIsRefusedAtTheStart(String text) {
    assertThatThrownBy(() -> Quota.valueOf(text)).hasMessageContaining("'" + text + "'");
  }
}
