package dev.errand.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptDirectoryTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private Path parent;
  private Path directory;

  @BeforeEach
  void name() {
    directory = parent.resolve("data");
  }

  @Test
  void dataAndAddressSurviveAnOrderlyRestart() throws Exception {
    String url;
    try (EmbeddedPostgres first = EmbeddedPostgres.start(directory)) {
      url = first.url();
      Rows.of(url, "create table kept as select 42 as answer");
    }

    try (EmbeddedPostgres second = EmbeddedPostgres.start(directory)) {
      assertThat(second.url()).isEqualTo(url);
      assertThat(Rows.of(url, "select answer from kept")).containsExactly("42");
    }
  }

  @Test
  void anotherPortIsTakenWhenTheOldOneIsBusy() throws Exception {
    int port;
    try (EmbeddedPostgres first = EmbeddedPostgres.start(directory)) {
      port = first.port();
    }

    try (ServerSocket thief = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        EmbeddedPostgres second = EmbeddedPostgres.start(directory)) {
      assertThat(second.port()).isNotEqualTo(thief.getLocalPort());
      assertThat(Rows.of(second.url(), "select 1")).containsExactly("1");
    }
  }

  @Test
  void committedDataSurvivesAKilledProcessAndTheOrphanIsStopped() throws Exception {
    try (ServerHolder holder = ServerHolder.start(directory.toString())) {
      Rows.of(holder.url(), "create table kept as select 42 as answer");
      ProcessHandle orphan = holder.server();
      holder.killWithWatchdog();
      assertThat(orphan.isAlive()).isTrue();

      try (EmbeddedPostgres next = EmbeddedPostgres.start(directory)) {
        assertThat(orphan.onExit()).succeedsWithin(SOON);
        assertThat(next.pid()).isNotEqualTo(orphan.pid());
        assertThat(Rows.of(next.url(), "select answer from kept")).containsExactly("42");
      }
    }
  }

  @Test
  void serverStopsWhenItsProcessIsKilled() throws Exception {
    try (ServerHolder holder = ServerHolder.start("temporary")) {
      ProcessHandle server = holder.server();

      holder.kill();

      assertThat(server.onExit()).succeedsWithin(SOON);
      FileTree.delete(holder.directory());
    }
  }

  @Test
  void serverKilledWithItsProcessRecovers() throws Exception {
    try (ServerHolder holder = ServerHolder.start(directory.toString())) {
      Rows.of(holder.url(), "create table kept as select 42 as answer");
      ProcessHandle server = holder.server();
      holder.killWithWatchdog();
      server.destroyForcibly();
      assertThat(server.onExit()).succeedsWithin(SOON);
    }

    try (EmbeddedPostgres next = EmbeddedPostgres.start(directory)) {
      assertThat(Rows.of(next.url(), "select answer from kept")).containsExactly("42");
    }
  }

  @Test
  void pidFileThatNamesAnotherProgramDoesNotHinderTheStart() throws Exception {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(directory)) {
      first.isRunning();
    }
    List<String> lines =
        List.of(
            "" + ProcessHandle.current().pid(),
            directory + "/postgres",
            "1",
            "5432",
            "",
            "",
            "1 1");
    Files.write(directory.resolve("postgres/postmaster.pid"), lines);

    try (EmbeddedPostgres next = EmbeddedPostgres.start(directory)) {
      assertThat(Rows.of(next.url(), "select 1")).containsExactly("1");
    }
  }

  @Test
  void interruptedCreationIsStartedOver() throws Exception {
    Files.createDirectories(directory.resolve("postgres.new/base"));
    Files.createFile(directory.resolve("errand.lock"));

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
      assertThat(Rows.of(postgres.url(), "select 1")).containsExactly("1");
    }
  }

  @Test
  void secondInstanceOfAnotherProcessIsRefused() throws Exception {
    try (ServerHolder holder = ServerHolder.start(directory.toString())) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessage(
              "the data directory %s is in use by another instance (process %d)",
              directory.toRealPath(), holder.process().pid());
      assertThatThrownBy(() -> EmbeddedPostgres.erase(directory))
          .hasMessageContaining("in use by another instance");

      assertThat(Rows.of(holder.url(), "select 1")).containsExactly("1");
    }
  }

  @Test
  void secondInstanceOfThisProcessIsRefusedAndTheFirstStaysProtected() throws Exception {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(directory)) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
          .hasMessageContaining("in use by another instance (this process)");
      assertThatThrownBy(() -> ServerHolder.start(directory.toString()))
          .hasMessageContaining("in use by another instance");

      assertThat(Rows.of(first.url(), "select 1")).containsExactly("1");
    }
  }

  @Test
  void eraseEmptiesItsOwnDirectoryOnly() throws Exception {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(directory)) {
      Rows.of(first.url(), "create table kept as select 42 as answer");
    }
    Path other = Files.createDirectories(parent.resolve("other"));
    Path letter = Files.createFile(other.resolve("letter"));

    EmbeddedPostgres.erase(directory);

    try (EmbeddedPostgres second = EmbeddedPostgres.start(directory)) {
      assertThat(Rows.of(second.url(), "select to_regclass('kept')")).containsOnlyNulls();
    }
    assertThatThrownBy(() -> EmbeddedPostgres.erase(other))
        .hasMessageContaining("holds something else than Errand's data");
    assertThat(letter).exists();
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsSaidPlainly() throws Exception {
    Files.createFile(directory);

    assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessage("cannot use the data directory %s: %1$s is not a directory", directory);
    assertThatThrownBy(() -> EmbeddedPostgres.start(directory.resolve("below")))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageContaining("not a directory");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsSaidPlainly() {
    // Root may write anywhere else, but nobody can make a directory in the kernel's own.
    Path impossible = Path.of("/proc/errand");

    assertThatThrownBy(() -> EmbeddedPostgres.start(impossible))
        .isInstanceOf(EmbeddedPostgresException.class)
        .hasMessageStartingWith("cannot use the data directory /proc/errand: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void dataOfAnotherMajorVersionIsLeftAlone() throws Exception {
    EmbeddedPostgres.start(directory).close();
    Files.writeString(directory.resolve("postgres/PG_VERSION"), "17\n");

    assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
        .hasMessageContaining("was written by PostgreSQL 17");
  }
}
