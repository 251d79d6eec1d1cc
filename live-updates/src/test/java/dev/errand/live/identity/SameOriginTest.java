package dev.errand.live.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameOriginTest {

  @ParameterizedTest
  @CsvSource({
    "http://errand.example,       http,  errand.example,      true",
    "https://errand.example,      https, errand.example,      true",
    "http://errand.example,       https, errand.example,      false",
    "https://errand.example,      http,  errand.example,      true", // a proxy has ended TLS
    "http://errand.example:8080,  http,  errand.example:8080, true",
    "http://errand.example:8081,  http,  errand.example:8080, false",
    "ftp://errand.example,        http,  errand.example,      false",
    "https://evil.example,        https, errand.example,      false",
    "null,                        http,  errand.example,      false"
  })
  void anOriginIsOursByHostAndByASchemeThatIsNoWeaker(
      String origin, String scheme, String authority, boolean ours) {
    assertThat(SameOrigin.matches(origin, scheme, authority)).isEqualTo(ours);
  }
}
