package dev.errand.api.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.audit.AuditEntry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What admins do to tenants that are not their own.
 *
 * <p>Every change is recorded, before it is made: where it then fails there is a record of an
 * attempt, but never a change without a record. Looking is recorded once an hour for each admin and
 * tenant, because a record of every look would bury the changes. What happens in the caller's own
 * tenant costs nothing here.
 */
@ApplicationScoped
public class ForeignActs {
  private static final Duration ONE_LOOK = Duration.ofHours(1);
  // The tenant of lists of all tenants.
  private static final UUID ALL = new UUID(0, 0);

  private final Audit audit;
  private final Cache<Look, Boolean> looks =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(ONE_LOOK).build();

  private record Look(UUID caller, UUID tenant) {}

  ForeignActs(Audit audit) {
    this.audit = audit;
  }

  /**
   * Records a change that is about to be made.
   *
   * @param owner whose thing it is
   * @param action such as {@code job.cancel}
   * @param subject the thing
   */
  public Uni<Void> change(Principal caller, TenantId owner, String action, Object subject) {
    return owner.equals(caller.tenant())
        ? Uni.createFrom().voidItem()
        : audit.record(AuditEntry.by(caller, action, owner.value(), subject.toString()));
  }

  /**
   * Records that an admin looks into a tenant, or into all.
   *
   * @param owner null for all
   */
  public Uni<Void> look(Principal caller, @Nullable TenantId owner) {
    if (caller.tenant().equals(owner)) {
      return Uni.createFrom().voidItem();
    }
    var look = new Look(caller.id(), owner == null ? ALL : owner.value());
    if (looks.asMap().putIfAbsent(look, true) != null) {
      return Uni.createFrom().voidItem();
    }
    return audit
        .record(
            AuditEntry.by(
                caller,
                "tenant.looked-into",
                owner == null ? null : owner.value(),
                owner == null ? "all tenants" : null))
        .onFailure(RuntimeException.class)
        .invoke(() -> looks.invalidate(look));
  }
}
