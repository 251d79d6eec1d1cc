package dev.errand.model.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void fineTextStaysTheSameObject() {
    String fine = "fine 😀 text";
    assertThat(Text.storable(fine, 100)).isSameAs(fine);
  }

  @Test
  void nulsAndHalfPairsAreReplaced() {
    assertThat(Text.storable("a\u0000b\uD800c\uDC00", 100)).isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
  }

  @Test
  void aCutNeverSplitsAPair() {
    assertThat(Text.storable("ab😀", 3)).isEqualTo("ab\uFFFD");
    assertThat(Text.isStorable(Text.storable("😀".repeat(9), 7))).isTrue();
  }

  @Test
  void errorsWithoutAMessageNameTheirClass() {
    assertThat(AttemptError.of("x", new IllegalStateException()).message())
        .isEqualTo("java.lang.IllegalStateException");
  }
}
