package dev.errand.store.audit;

import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A place in the chain: a row's number and hash. Whoever keeps one elsewhere can tell later that
 * the log up to it is still the same.
 *
 * @param hash in hexadecimal digits
 */
public record AuditHead(long seq, String hash) {

  static AuditHead of(AuditRow row) {
    return new AuditHead(row.seq(), HexFormat.of().formatHex(row.hash()));
  }

  /** Where the chain ends according to the database. */
  @CrossTenant("There is one log.")
  static final class Find {
    private static final String SQL =
        """
        /* audit.head */
        select seq, hash
        from audit_head
        """;

    private Find() {}

    static Uni<Optional<AuditHead>> run(Sql engine) {
      return engine
          .run(SQL, Tuple.tuple())
          .map(
              rows ->
                  Rows.first(
                      rows,
                      row ->
                          new AuditHead(
                              row.getLong("seq"),
                              HexFormat.of().formatHex(row.getBuffer("hash").getBytes()))));
    }
  }
}
