package dev.errand.api.queues;

import dev.errand.api.audit.ForeignActs;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.sql.Database;
import dev.errand.store.tenant.PutWeight;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** What the operator gives each tenant of the workers. */
@Singleton
class Weights {
  private final Database database;
  private final ForeignActs foreign;

  @Inject
  Weights(Database database, ForeignActs foreign) {
    this.database = database;
    this.foreign = foreign;
  }

  Uni<Void> put(Principal admin, String tenant, int weight) {
    TenantId owner = parse(tenant);
    return foreign
        .change(admin, owner, "tenant.weight", "weight:" + weight)
        .chain(() -> PutWeight.run(database.engine(), owner, weight))
        .invoke(
            found -> {
              if (!found) {
                throw notFound();
              }
            })
        .replaceWithVoid();
  }

  private static TenantId parse(String tenant) {
    try {
      return new TenantId(UUID.fromString(tenant));
    } catch (IllegalArgumentException notAnId) {
      throw notFound();
    }
  }

  private static ErrandException notFound() {
    return new ErrandException(ErrorCode.NOT_FOUND, "there is no such tenant");
  }
}
