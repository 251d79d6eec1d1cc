package dev.errand.bench.profile;

import dev.errand.bench.engine.Admin;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** What PostgreSQL counted of each statement. */
@Singleton
class Statements {
  private static final String TOP =
      """
      select
        round(s.total_exec_time::numeric, 0),
        s.calls,
        round((s.total_exec_time / s.calls)::numeric, 3),
        s.rows,
        round(s.wal_bytes / s.calls / 1024, 1),
        left(regexp_replace(s.query, '\\s+', ' ', 'g'), 90)
      from pg_stat_statements s
      where s.query not like '%%pg_stat_statements%%'
      order by s.total_exec_time desc
      limit %d
      """;

  private final Admin admin;

  @Inject
  Statements(Admin admin) {
    this.admin = admin;
  }

  /** Switches counting on, for connections old and new. */
  void count() {
    admin.run("create extension if not exists pg_stat_statements");
    admin.run("alter system set pg_stat_statements.track = 'top'");
    admin.run("select pg_reload_conf()");
  }

  void reset() {
    admin.run("select pg_stat_statements_reset()");
  }

  void print(int rows) {
    System.out.printf(
        "%nstatements%n%9s %9s %9s %10s %12s  %s%n",
        "ms", "calls", "ms/call", "rows", "WAL KiB/call", "statement");
    for (List<String> row : admin.rows(TOP.formatted(rows))) {
      System.out.printf("%9s %9s %9s %10s %12s  %s%n", row.toArray());
    }
  }
}
