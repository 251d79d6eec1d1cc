package dev.errand.bench.engine;

import dev.errand.model.tenant.TenantId;
import dev.errand.worker.claiming.ClaimLoop;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** The jobs in the database. */
@Singleton
public class Backlog {
  private static final String TENANTS_ROWS =
      """
      select string_agg(quote_ident(c.relname), ', ')
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
      where c.relnamespace = 'public'::regnamespace
        and c.relkind in ('r', 'p')
        and not c.relispartition
        and c.relname not in ('app_user', 'api_key', 'invitation', 'audit', 'queue')
      """;
  private static final int BATCH = 1000;
  private static final int CALLERS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Admin admin;
  private final ClaimLoop claims;
  private final Submitter submitter;

  @Inject
  Backlog(Admin admin, ClaimLoop claims, Submitter submitter) {
    this.admin = admin;
    this.claims = claims;
    this.submitter = submitter;
  }

  /** Stops claiming here and removes every job there ever was. */
  public void clear() {
    claims.drain();
    claims.awaitIdle(PATIENCE);
    while (admin.number("select count(*) from lease") > 0) {
      LockSupport.parkNanos(10_000_000);
    }
    admin.run("truncate " + admin.rows(TENANTS_ROWS).getFirst().getFirst());
    admin.run("checkpoint");
  }

  /** Adds jobs that do nothing, all of one tenant. */
  public void fill(int jobs) throws InterruptedException {
    fill(jobs, batch -> JobFactory.tenant(1));
  }

  /**
   * Adds jobs that do nothing.
   *
   * @param tenants whose each batch is
   */
  public void fill(int jobs, IntFunction<TenantId> tenants) throws InterruptedException {
    fill(jobs, BATCH, tenants);
  }

  /** As {@link #fill(int, IntFunction)}, with batches of another size. */
  public void fill(int jobs, int batch, IntFunction<TenantId> tenants) throws InterruptedException {
    AtomicInteger given = new AtomicInteger();
    Callers.untilDone(
        CALLERS,
        () -> {
          int from = given.getAndAdd(batch);
          return from >= jobs
              ? 0
              : submitter.submit(tenants.apply(from / batch), Math.min(batch, jobs - from));
        });
    admin.run("vacuum analyze");
  }

  /** How many are ready or running. */
  public long unfinished() {
    return admin.number("select (select count(*) from ready) + (select count(*) from lease)");
  }

  /** How many have ended. */
  public long finished() {
    return admin.number("select count(*) from outcome");
  }
}
