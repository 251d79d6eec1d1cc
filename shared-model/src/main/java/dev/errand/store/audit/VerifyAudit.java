package dev.errand.store.audit;

import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Rows;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole log, a batch at a time, and says whether it is what was written: no row changed,
 * none missing in between, none missing at the end.
 *
 * <p>Rows cut off at the end are noticed as long as {@code audit_head} was not set back with them.
 * Whoever owns the database can do both, or write the whole chain anew: only a head that was kept
 * elsewhere, handed in as {@code kept}, tells then.
 */
@CrossTenant("There is one log.")
public final class VerifyAudit {
  private static final int BATCH = 2_000;
  private static final String SQL =
      """
      /* audit.verify */
      select %s
      from audit
      where seq > $1
        and seq <= $2
      order by seq
      limit $3
      """
          .formatted(AuditRow.COLUMNS);

  private final Sql engine;
  private final AuditHead end;
  private final @Nullable AuditHead kept;
  private AuditHead last = new AuditHead(0, HexFormat.of().formatHex(new byte[AuditHash.SIZE]));
  private @Nullable Break broken;

  private VerifyAudit(Sql engine, AuditHead end, @Nullable AuditHead kept) {
    this.engine = engine;
    this.end = end;
    this.kept = kept;
  }

  /** The first place where the log is not what was written. */
  public record Break(long seq, String reason) {}

  /**
   * What was found.
   *
   * @param rows how many are sound, from the first one on
   * @param head the last sound row: worth keeping elsewhere
   * @param broken null when the whole log is sound
   */
  public record Report(long rows, AuditHead head, @Nullable Break broken) {
    public boolean isSound() {
      return broken == null;
    }
  }

  /**
   * @param kept a head that was noted down earlier; null when there is none
   */
  public static Uni<Report> run(Sql engine, @Nullable AuditHead kept) {
    // The head first: rows that are appended while we read come after it.
    return AuditHead.Find.run(engine)
        .chain(
            head ->
                head.map(end -> new VerifyAudit(engine, end, kept).walk())
                    .orElseGet(() -> Uni.createFrom().item(headless())));
  }

  private static Report headless() {
    return new Report(0, new AuditHead(0, ""), new Break(0, "the head is missing"));
  }

  private Uni<Report> walk() {
    return Uni.createFrom()
        .deferred(this::next)
        .invoke(this::check)
        .repeat()
        .whilst(rows -> rows.size() == BATCH && broken == null)
        .collect()
        .last()
        .map(done -> report());
  }

  private Uni<List<AuditRow>> next() {
    return engine
        .run(SQL, Columns.parameters(last.seq(), end.seq(), BATCH))
        .map(rows -> Rows.all(rows, AuditRow::of));
  }

  private void check(List<AuditRow> rows) {
    for (AuditRow row : rows) {
      broken = trouble(row).map(reason -> new Break(last.seq() + 1, reason)).orElse(null);
      if (broken != null) {
        return;
      }
      last = AuditHead.of(row);
    }
  }

  private Optional<String> trouble(AuditRow row) {
    if (row.seq() != last.seq() + 1) {
      return Optional.of("the row is missing");
    }
    if (!HexFormat.of().formatHex(row.prevHash()).equals(last.hash())) {
      return Optional.of("the row does not follow the one before it");
    }
    if (!Arrays.equals(row.hash(), AuditHash.of(row))) {
      return Optional.of("the row was changed");
    }
    boolean other = kept != null && kept.seq() == row.seq() && !kept.equals(AuditHead.of(row));
    return other ? Optional.of("the row is not the one that was kept in mind") : Optional.empty();
  }

  private Report report() {
    if (broken == null && !last.equals(end)) {
      broken = new Break(last.seq() + 1, "rows are missing at the end");
    } else if (broken == null && kept != null && kept.seq() > last.seq()) {
      broken = new Break(last.seq() + 1, "the row that was kept in mind is missing");
    }
    return new Report(last.seq(), last, broken);
  }
}
