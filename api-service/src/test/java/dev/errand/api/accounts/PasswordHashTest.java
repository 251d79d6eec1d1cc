package dev.errand.api.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
  private static final byte[] SALT = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);

  @Test
  void aHashIsWrittenInPhcFormatAndReadBack() {
    String phc = PasswordHash.of("correct horse staples", SALT).phc();

    assertThat(phc).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(PasswordHash.parse(phc).matches("correct horse staples")).isTrue();
    assertThat(PasswordHash.parse(phc).matches("correct horse staplez")).isFalse();
    assertThat(PasswordHash.parse(phc).isOutdated()).isFalse();
  }

  @Test
  void aHashWithOtherParametersStillMatchesAndIsOutdated() {
    // The reference implementation's own test vector: password "password", salt "somesalt".
    String phc =
        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ" + "$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    assertThat(PasswordHash.parse(phc).matches("password")).isTrue();
    assertThat(PasswordHash.parse(phc).isOutdated()).isTrue();
  }

  @Test
  void anotherFormatIsRefused() {
    assertThatThrownBy(() -> PasswordHash.parse("$2a$10$abc"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
