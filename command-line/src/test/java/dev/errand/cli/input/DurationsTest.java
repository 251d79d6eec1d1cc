package dev.errand.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.cli.shell.CommandFailed;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "90s, PT1M30S",
    "1h30m, PT1H30M",
    "2d, PT48H",
    "1d12h, PT36H",
    "0.5s, PT0.5S",
    "PT5M, PT5M",
    "pt5m, PT5M",
    "P1DT1H, PT25H"
  })
  void peopleAndProgramsAreUnderstood(String text, Duration expected) {
    assertThat(Durations.parse("--delay", text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "soon", "1w", "h", "5 m"})
  void whatIsNoneIsRefused(String text) {
    assertThatThrownBy(() -> Durations.parse("--delay", text))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("--delay");
  }
}
