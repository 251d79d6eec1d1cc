package dev.errand.store.account;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user, to write to. */
@CrossTenant("An address is one user's, whatever its tenant.")
public final class FindAccount {
  private static final String COLUMNS =
      "id, email, phone, active, email_verified_at is not null as verified, sign_up_mail";
  private static final String BY_EMAIL =
      "/* account.find-by-email */ select " + COLUMNS + " from app_user where email = $1";
  private static final String BY_ID =
      "/* account.find */ select " + COLUMNS + " from app_user where id = $1";

  private FindAccount() {}

  /**
   * What a mail needs to know.
   *
   * @param verified whether it has shown that the address is its own
   * @param signUpMail the job of the newest sign-up with its address, if it signed up
   */
  public record Account(
      UUID id,
      @Nullable String email,
      @Nullable String phone,
      boolean active,
      boolean verified,
      @Nullable UUID signUpMail) {}

  public static Uni<Optional<Account>> byEmail(Sql sql, String email) {
    return sql.run(BY_EMAIL, Columns.parameters(email))
        .map(rows -> Rows.first(rows, FindAccount::account));
  }

  public static Uni<Optional<Account>> byId(Sql sql, UUID id) {
    return sql.run(BY_ID, Columns.parameters(id))
        .map(rows -> Rows.first(rows, FindAccount::account));
  }

  private static Account account(Row row) {
    return new Account(
        row.getUUID("id"),
        row.getString("email"),
        row.getString("phone"),
        row.getBoolean("active"),
        row.getBoolean("verified"),
        row.getUUID("sign_up_mail"));
  }
}
