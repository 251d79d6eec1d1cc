package dev.errand.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

  private static EmbeddedPostgres shared;

  @BeforeAll
  static void start() {
    shared = EmbeddedPostgres.temporary(Map.of("shared_preload_libraries", "pg_stat_statements"));
  }

  @AfterAll
  static void stop() {
    shared.close();
  }

  @Test
  void commitsAreDurable() throws Exception {
    String sql =
        "select name || '=' || setting from pg_settings"
            + " where name in ('fsync', 'full_page_writes', 'synchronous_commit') order by name";

    assertThat(Rows.of(shared.url(), sql))
        .containsExactly("fsync=on", "full_page_writes=on", "synchronous_commit=on");
  }

  @Test
  void noSettingMakesItLessDurableOrMoreReachable(@TempDir Path directory) {
    for (String name : new String[] {"fsync", "synchronous_commit", "listen_addresses", "port"}) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(directory, Map.of(name, "off")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(name);
    }
  }

  @Test
  void settingsOfTheCallerReachTheServer() throws Exception {
    Rows.of(shared.superuserUrl(), "create extension if not exists pg_stat_statements");

    assertThat(Rows.of(shared.superuserUrl(), "select count(*) > 0 from pg_stat_statements"))
        .containsExactly("t");
  }

  @Test
  void ownerOwnsTheDatabaseAndIsNoSuperuser() throws Exception {
    String sql =
        """
        select concat_ws(' ', current_user, current_database(), r.rolsuper, r.rolcreaterole,
                         d.datdba = r.oid, pg_has_role('pg_maintain', 'member'))
        from pg_roles r, pg_database d
        where r.rolname = current_user
        and d.datname = current_database()
        """;

    assertThat(Rows.of(shared.url(), sql)).containsExactly("errand errand f t t t");
  }

  @Test
  void wrongPasswordIsRefused() {
    String url = shared.url().replaceFirst(":[^:@]+@", ":wrong@");

    assertThatThrownBy(() -> Rows.of(url, "select 1"))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void databasesOnOneServerAreApart() throws Exception {
    String one = shared.createDatabase("one");
    String two = shared.createDatabase("Two-Words");

    Rows.of(one, "create table only_here (id int)");

    assertThat(one).endsWith("/one");
    assertThat(Rows.of(shared.url(), "select to_regclass('only_here')")).containsOnlyNulls();
    assertThat(two).isNotEqualTo(one);
  }

  @Test
  void killedServerComesBackOnItsPortWithItsData() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.temporary()) {
      Rows.of(postgres.url(), "create table kept as select 7 as seven");
      ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();
      String url = postgres.url();

      server.destroyForcibly();
      postgres.restart();

      assertThat(postgres.url()).isEqualTo(url);
      assertThat(Rows.of(url, "select seven from kept")).containsExactly("7");
    }
  }

  @Test
  void temporaryServerLeavesNothingBehind() {
    EmbeddedPostgres postgres = EmbeddedPostgres.temporary();
    ProcessHandle server = ProcessHandle.of(postgres.pid()).orElseThrow();

    postgres.close();

    assertThat(postgres.directory()).doesNotExist();
    assertThat(postgres.isRunning()).isFalse();
    assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void secretsAreForTheOwnerAlone() throws Exception {
    Path file = shared.directory().resolve("postgres.properties");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }
}
