package dev.errand.live.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTextTest {
  private final Random random = new Random(7);

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"live", "test", "a", "sixteencharacter"})
  void aKeyThatWeMadeIsRead(@Nullable String environment) {
    for (int i = 0; i < 1000; i++) {
      ApiKeyText key = ApiKeyText.make(environment, random);
      assertThat(ApiKeyText.isMeant(key.text())).isTrue();
      assertThat(ApiKeyText.parse(key.text())).contains(key);
      assertThat(key.text()).endsWith(key.hint());
    }
  }

  @Test
  void scannersFindItByItsForm() {
    assertThat(ApiKeyText.make("live", random).text()).matches("errand_live_[0-9A-Za-z]{49}");
    assertThat(ApiKeyText.make(null, random).text()).matches("errand_[0-9A-Za-z]{49}");
  }

  @Test
  void aTypoIsNoticedWithoutADatabase() {
    String key = ApiKeyText.make("live", random).text();
    IntStream.range("errand_".length(), key.length())
        .filter(i -> key.charAt(i) != '_')
        .forEach(
            i -> {
              char other = key.charAt(i) == 'a' ? 'b' : 'a';
              String typo = key.substring(0, i) + other + key.substring(i + 1);
              assertThat(ApiKeyText.parse(typo)).as(typo).isEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"errand_", "errand_live_", "errand_x", "errand_ü", "errand_live_key"})
  void otherTextsAreNoKeys(String text) {
    assertThat(ApiKeyText.parse(text)).isEmpty();
  }

  @Test
  void aKeyDoesNotTellItselfToLogs() {
    ApiKeyText key = ApiKeyText.make(null, random);
    assertThat(key.toString()).isEqualTo("ApiKeyText");
  }
}
