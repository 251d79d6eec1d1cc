package dev.errand.api.rows;

import dev.errand.model.tenant.Principal;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Transactions that see what their caller may see, by row level security: the second wall, for rows
 * that are mapped to objects too.
 */
@ApplicationScoped
public class TenantTransactions {
  // Both hold until the transaction ends. The settings are used, or they might be left out.
  private static final String ENTER =
      """
      select cast(extract(epoch from now()) * 1000000 as bigint)
      from (
        select set_config('app.tenant', :tenant, true) as tenant,
          set_config('role', :role, true) as role
      ) as entered
      where entered.tenant is not null and entered.role is not null
      """;

  /**
   * Does the work in one transaction.
   *
   * @param work takes the time by the database's clock
   */
  public <T> Uni<T> in(Principal caller, Function<Instant, Uni<T>> work) {
    return Panache.withTransaction(() -> enter(caller).chain(now -> work.apply(now)));
  }

  private static Uni<Instant> enter(Principal caller) {
    return Panache.getSession()
        .map(session -> session.createNativeQuery(ENTER, Long.class))
        .map(
            query ->
                query
                    .setParameter("tenant", caller.tenant().toString())
                    .setParameter("role", caller.admin() ? "errand_engine" : "errand_app"))
        .chain(Mutiny.SelectionQuery::getSingleResult)
        .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }
}
