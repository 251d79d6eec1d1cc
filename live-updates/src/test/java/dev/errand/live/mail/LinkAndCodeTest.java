package dev.errand.live.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LinkAndCodeTest {
  private static final byte[] KEY = new byte[32];
  private static final byte[] ANOTHER = {1, 2, 3};
  private static final UUID JOB = new UUID(1, 2);

  @Test
  void theSameJobHasTheSameSecretsUnderTheSameKeyAlone() {
    assertThat(LinkAndCode.of(KEY, JOB)).isEqualTo(LinkAndCode.of(KEY, JOB));
    assertThat(LinkAndCode.of(KEY, JOB).link())
        .isNotEqualTo(LinkAndCode.of(KEY, new UUID(1, 3)).link())
        .isNotEqualTo(LinkAndCode.of(ANOTHER, JOB).link());
  }

  @Test
  void aLinkHas256BitsAndACodeSixDigits() {
    LinkAndCode secrets = LinkAndCode.of(KEY, JOB);
    assertThat(secrets.link()).matches("[A-Za-z0-9_-]{43}");
    assertThat(secrets.code()).matches("[0-9]{6}");
  }

  @Test
  void everyFirstDigitIsAsLikely() {
    var byDigit =
        LongStream.range(0, 20_000)
            .mapToObj(job -> LinkAndCode.of(KEY, new UUID(7, job)).code().charAt(0))
            .collect(Collectors.groupingBy(digit -> digit, Collectors.counting()));
    // Six standard deviations around 2,000.
    assertThat(byDigit.values()).hasSize(10).allMatch(times -> times > 1750 && times < 2250);
  }

  @Test
  void aCodeIsBoundToItsChallengeAndTheKey() {
    byte[] hash = LinkAndCode.codeHash(KEY, JOB, "123456");
    assertThat(hash)
        .isEqualTo(LinkAndCode.codeHash(KEY, JOB, "123456"))
        .isNotEqualTo(LinkAndCode.codeHash(KEY, new UUID(1, 3), "123456"))
        .isNotEqualTo(LinkAndCode.codeHash(ANOTHER, JOB, "123456"))
        .isNotEqualTo(LinkAndCode.codeHash(KEY, JOB, "123457"));
  }

  @Test
  void headersHaveOneLine() {
    for (String line : List.of("a@b.org\r\nBcc: c@d.org", "a@b.org\n", "a@b.org\u0000")) {
      assertThatThrownBy(() -> new Mail(line, "subject", "text", List.of(), List.of()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Mail("a@b.org", line, "text", List.of(), List.of()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
