package dev.errand.api.audit;

import dev.errand.api.web.PageQuery.Page;
import dev.errand.store.audit.AuditFilter;
import dev.errand.store.audit.AuditHead;
import dev.errand.store.audit.ListAudit;
import dev.errand.store.audit.VerifyAudit;
import dev.errand.store.audit.VerifyAudit.Break;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows and checks the log. */
@ApplicationScoped
class AuditLog {
  private final Database database;

  AuditLog(Database database) {
    this.database = database;
  }

  /**
   * A page of the log.
   *
   * @param nextCursor where the next page begins; null on the last
   */
  record AuditPage(List<AuditView> items, @Nullable String nextCursor) {}

  /**
   * What a check of the whole log has found.
   *
   * @param rows how many are sound, from the first one on
   * @param head the last sound row: whoever keeps it elsewhere can have it checked later
   * @param broken the first row that is not what was written, or null
   */
  record Check(boolean sound, long rows, AuditHead head, @Nullable Break broken) {
    static Check of(VerifyAudit.Report report) {
      return new Check(report.isSound(), report.rows(), report.head(), report.broken());
    }
  }

  /** Newest first. */
  Uni<AuditPage> page(AuditFilter filter, Page page) {
    @Nullable UUID after = page.after();
    @Nullable Long before = after == null ? null : after.getMostSignificantBits();
    // One more than the page tells whether there is another.
    return ListAudit.run(database.engine(), filter, before, page.limit() + 1)
        .map(found -> found.stream().map(AuditView::of).toList())
        .map(found -> page(found, page));
  }

  private static AuditPage page(List<AuditView> found, Page page) {
    List<AuditView> items = page.cut(found);
    return new AuditPage(
        items,
        items.isEmpty() ? null : page.next(found.size(), new UUID(items.getLast().seq(), 0)));
  }

  /**
   * @param kept a head that was noted down earlier; null when there is none
   */
  Uni<Check> verify(@Nullable AuditHead kept) {
    return VerifyAudit.run(database.engine(), kept).map(Check::of);
  }
}
