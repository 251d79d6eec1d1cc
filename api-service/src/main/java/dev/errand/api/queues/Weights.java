package dev.errand.api.queues;

import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
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

  @Inject
  Weights(Database database) {
    this.database = database;
  }

  Uni<Void> put(String tenant, int weight) {
    return PutWeight.run(database.engine(), parse(tenant), weight)
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
