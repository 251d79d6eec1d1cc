package dev.errand.api.totp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpCodesTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);

  // The last six digits of the table in RFC 6238, appendix B.
  @ParameterizedTest
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void areThoseOfTheStandard(long seconds, String code) {
    Instant then = Instant.ofEpochSecond(seconds);
    assertThat(TotpCodes.at(SECRET, TotpCodes.step(then))).isEqualTo(code);
    assertThat(TotpCodes.stepOf(SECRET, code, then)).hasValue(TotpCodes.step(then));
  }

  @Test
  void oneStepAsideIsTakenAndTwoAreNot() {
    String code = TotpCodes.at(SECRET, TotpCodes.step(NOW));
    assertThat(TotpCodes.stepOf(SECRET, code, NOW.plusSeconds(30))).isPresent();
    assertThat(TotpCodes.stepOf(SECRET, code, NOW.minusSeconds(30))).isPresent();
    assertThat(TotpCodes.stepOf(SECRET, code, NOW.plusSeconds(60))).isEqualTo(OptionalLong.empty());
    assertThat(TotpCodes.stepOf(SECRET, code, NOW.minusSeconds(60))).isEmpty();
  }

  @Test
  void onlySixDigitsLookLikeOne() {
    assertThat(TotpCodes.looksLikeOne("012345")).isTrue();
    assertThat(TotpCodes.looksLikeOne("01234")).isFalse();
    assertThat(TotpCodes.looksLikeOne("abcdef")).isFalse();
    assertThat(TotpCodes.looksLikeOne("٠١٢٣٤٥")).isFalse();
  }
}
