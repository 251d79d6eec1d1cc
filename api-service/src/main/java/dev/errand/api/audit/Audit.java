package dev.errand.api.audit;

import dev.errand.store.audit.AppendAudit;
import dev.errand.store.audit.AuditEntry;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import io.quarkus.arc.Arc;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Writes the audit log. What changes rows in a transaction of its own is recorded in that same
 * transaction, by whichever of our two tools it uses: either both are there or neither.
 *
 * <p>Append last: from there to the commit all transactions that append wait for each other.
 */
@ApplicationScoped
public class Audit {
  // An empty text stands for null: Hibernate cannot know the type of a null.
  private static final String APPEND =
      """
      insert into audit (
        actor_kind, actor, actor_name, action, tenant_id, subject, address, detail
      )
      values (
        :kind,
        cast(nullif(:actor, '') as uuid),
        coalesce(
          nullif(:name, ''),
          (
            select coalesce(u.email, u.username)
            from app_user u
            where u.id = cast(nullif(:actor, '') as uuid)
          )
        ),
        :action,
        coalesce(
          cast(nullif(:tenant, '') as uuid),
          (select u.tenant_id from app_user u where 'user:' || u.id = :subject)
        ),
        nullif(:subject, ''),
        nullif(:address, ''),
        nullif(:detail, '')
      )
      """;

  private final Database database;
  private final CurrentVertxRequest current;

  Audit(Database database, CurrentVertxRequest current) {
    this.database = database;
    this.current = current;
  }

  /** Records it on its own. */
  public Uni<Void> record(AuditEvent event) {
    return record(event.entry());
  }

  /** Records it on its own. */
  public Uni<Void> record(AuditEntry entry) {
    AuditEntry placed = placed(entry);
    return Uni.createFrom().deferred(() -> AppendAudit.run(database.engine(), placed));
  }

  /** Records it in the engine's transaction that is handed in. */
  public Uni<Void> record(Sql transaction, AuditEntry entry) {
    return AppendAudit.run(transaction, placed(entry));
  }

  /** Records it in the open transaction of Hibernate, whose changes are written before it. */
  public Uni<Void> recordInSession(AuditEvent event) {
    return recordInSession(event.entry());
  }

  /** Records it in the open transaction of Hibernate, whose changes are written before it. */
  public Uni<Void> recordInSession(AuditEntry entry) {
    AuditEntry placed = placed(entry);
    return Panache.getSession()
        .call(Mutiny.Session::flush)
        .chain(session -> insert(session, placed).executeUpdate())
        .replaceWithVoid();
  }

  private static Mutiny.MutationQuery insert(Mutiny.Session session, AuditEntry entry) {
    return session
        .createNativeQuery(APPEND)
        .setParameter("kind", entry.kind().wire())
        .setParameter("actor", text(entry.actor()))
        .setParameter("name", text(entry.actorName()))
        .setParameter("action", entry.action())
        .setParameter("tenant", text(entry.tenant()))
        .setParameter("subject", text(entry.subject()))
        .setParameter("address", text(entry.address()))
        .setParameter("detail", text(entry.detail()));
  }

  private static String text(@Nullable Object value) {
    return Objects.toString(value, "");
  }

  private AuditEntry placed(AuditEntry entry) {
    return entry.address() == null ? entry.from(address()) : entry;
  }

  private @Nullable String address() {
    if (!Arc.container().requestContext().isActive()) {
      return null;
    }
    @Nullable RoutingContext request = current.getCurrent();
    @Nullable SocketAddress remote = request == null ? null : request.request().remoteAddress();
    return remote == null ? null : remote.hostAddress();
  }
}
