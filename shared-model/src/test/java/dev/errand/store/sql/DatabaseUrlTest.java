package dev.errand.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://me:secret@db:6543/jobs?sslmode=require",
        "postgres://me:secret@db:6543/jobs?sslmode=require",
        "jdbc:postgresql://me:secret@db:6543/jobs?sslmode=require",
        "jdbc:postgresql://db:6543/jobs?user=me&password=secret&sslmode=require",
        "  postgresql://me:secret@db:6543/jobs?sslmode=require\n",
      })
  void allSpellingsMeanTheSame(String text) {
    assertThat(DatabaseUrl.parse(text))
        .isEqualTo(
            new DatabaseUrl("db", 6543, "jobs", "me", "secret", Map.of("sslmode", "require")));
  }

  @Test
  void specialCharactersAreDecodedAndEncodedAgain() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://a%40b:p%3A%2F%23+%25@db/my%20jobs?x=a%26b");

    assertThat(url.user()).isEqualTo("a@b");
    assertThat(url.password()).isEqualTo("p:/#+%");
    assertThat(url.database()).isEqualTo("my jobs");
    assertThat(url.params()).containsExactly(Map.entry("x", "a&b"));
    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db:5432/my%20jobs?x=a%26b");
    assertThat(DatabaseUrl.parse(url.url())).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://me@db/jobs,             db,           5432",
    "postgresql://me@docker_db_1:1/jobs,  docker_db_1,  1",
    "postgresql://me@10.0.0.1:65535/jobs, 10.0.0.1,     65535",
    "postgresql://me@[::1]/jobs,          ::1,          5432",
    "postgresql://me:p@ss@db:7/j,         db,           7",
  })
  void hostsOfAllKindsAreTaken(String text, String host, int port) {
    DatabaseUrl url = DatabaseUrl.parse(text);

    assertThat(url.host()).isEqualTo(host);
    assertThat(url.port()).isEqualTo(port);
    assertThat(DatabaseUrl.parse(url.url())).isEqualTo(url);
  }

  @Test
  void addressesForDriversHaveNoLogin() {
    DatabaseUrl url = DatabaseUrl.parse("postgresql://me:secret@db/jobs?sslmode=require");

    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db:5432/jobs?sslmode=require");
    assertThat(url.address()).isEqualTo("postgresql://db:5432/jobs?sslmode=require");
    assertThat(url).hasToString("postgresql://me@db:5432/jobs");
  }

  @ParameterizedTest
  @CsvSource({
    "mysql://me:hush@db/jobs,             must look like postgresql://",
    "db:5432/jobs,                        must look like postgresql://",
    "jdbc:postgresql:jobs,                must look like postgresql://",
    "'',                                  must look like postgresql://",
    "postgresql://me:hush@/jobs,          names no host",
    "postgresql:///jobs,                  names no host",
    "postgresql://me:hush@db:five/jobs,   names no host",
    "postgresql://me:hush@db:70000/jobs,  not between 1 and 65535",
    "postgresql://me:hush@db:0/jobs,      not between 1 and 65535",
    "postgresql://me:hush@db,             names no database",
    "postgresql://me:hush@db/,            names no database",
    "postgresql://db/jobs,                names no user",
    "postgresql://:hush@db/jobs,          names no user",
    "postgresql://me:hu#sh@db/jobs,       percent-encode",
    "postgresql://me:hu sh@db/jobs,       percent-encode",
    "postgresql://me:hu%zzsh@db/jobs,     percent-encode",
  })
  void whatIsWrongIsSaidInOneLineWithoutThePassword(String text, String reason) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoCause()
        .message()
        .startsWith("the database URL ")
        .contains(reason)
        .doesNotContain("hu", "sh@", "\n");
  }
}
