package dev.errand.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.live.start.StartRefused;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartOptionsTest {

  @Test
  void nothingChosenStartsADemoOnThisMachineOnly() {
    assertThat(StartOptions.read(Map.<String, String>of()::get, Map.<String, String>of()::get))
        .isEqualTo(
            new StartOptions("127.0.0.1", 8080, Path.of(".errand"), Optional.empty(), true, false));
  }

  @Test
  void propertyWinsOverEnvironment() {
    Map<String, String> properties = Map.of("errand.port", "9000", "errand.data", "");
    Map<String, String> environment =
        Map.of(
            "ERRAND_PORT", "7000",
            "ERRAND_DATA", "/data",
            "ERRAND_DEMO", "false",
            "ERRAND_HTTP_HOST", "0.0.0.0",
            "ERRAND_DATABASE_URL", "postgresql://me:secret@db/jobs");

    StartOptions options = StartOptions.read(properties::get, environment::get);

    assertThat(options.port()).isEqualTo(9000);
    assertThat(options.host()).isEqualTo("0.0.0.0");
    assertThat(options.demo()).isFalse();
    assertThat(options.database()).get().hasToString("postgresql://me@db:5432/jobs");
  }

  @ParameterizedTest
  @CsvSource({
    "errand.port,         eighty,               the port must be a number",
    "errand.port,         65536,                the port must be a number",
    "errand.port,         -1,                   the port must be a number",
    "errand.demo,         yes,                  errand.demo must be true or false",
    "errand.database.url, mysql://a:hush@b/c,   the database URL must look like",
  })
  void nonsenseIsRefusedInOneLine(String key, String value, String reason) {
    assertThatThrownBy(() -> StartOptions.read(Map.of(key, value)::get, name -> null))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("hush");
  }

  @Test
  void anotherDatabaseIsNeverEmptied() {
    Map<String, String> properties =
        Map.of("errand.database.url", "postgresql://me:secret@db/jobs", "errand.fresh", "true");

    assertThatThrownBy(() -> StartOptions.read(properties::get, name -> null))
        .isInstanceOf(StartRefused.class)
        .hasMessageNotContaining("secret");
  }
}
