package dev.errand.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FindSchemaVersionTest {
  private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");

  @Test
  void theNewestVersionIsTheNewestFile() throws IOException {
    try (var files = Files.list(MIGRATIONS)) {
      int newest =
          files
              .map(file -> file.getFileName().toString())
              .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
              .max()
              .orElseThrow();
      assertThat(FindSchemaVersion.NEWEST).isEqualTo(newest);
    }
  }

  @Test
  void aMigratedDatabaseIsAtTheNewest() {
    try (var data = EngineDatabase.create("schema_version")) {
      var found =
          FindSchemaVersion.run(data.database().engine()).await().atMost(Duration.ofSeconds(20));
      assertThat(found).isEqualTo(FindSchemaVersion.NEWEST);
    }
  }
}
