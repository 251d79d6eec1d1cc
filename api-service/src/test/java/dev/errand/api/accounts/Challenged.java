package dev.errand.api.accounts;

import dev.errand.store.sql.Database;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/** What tests do to rows behind the API's back: the time of links and codes is the database's. */
final class Challenged {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Challenged() {}

  /** Lets the time of all links and codes of an address run out. */
  static void isOver(Database database, String email) {
    run(
        database,
        "update challenge set expires_at = now() where user_id ="
            + " (select id from app_user where email = $1)",
        email);
  }

  /** Turns codes at sign-in on. */
  static void wantsCodes(Database database, String email, String phone) {
    run(
        database,
        "update app_user set otp_enabled = true, phone = nullif($2, '') where email = $1",
        email,
        phone);
  }

  static Object one(Database database, String sql, Object... parameters) {
    for (Row row : database.engine().run(sql, Tuple.from(parameters)).await().atMost(PATIENCE)) {
      return row.getValue(0);
    }
    throw new AssertionError("no row");
  }

  private static void run(Database database, String sql, Object... parameters) {
    database.owner().run(sql, Tuple.from(parameters)).await().atMost(PATIENCE);
  }
}
