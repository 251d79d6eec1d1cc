package dev.errand.standalone.system;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./errand up}: events stay in memory. */
class OneProcessIT extends ScenarioSuite {
  @TempDir private static Path directory;

  @Override
  Installation install() {
    return Installation.oneProcess(directory.resolve("data"), Map.of());
  }

  @Override
  Installation installWithOneSlot() {
    return Installation.oneProcess(directory.resolve("single"), Map.of("ERRAND_WORKER_SLOTS", "1"));
  }
}
