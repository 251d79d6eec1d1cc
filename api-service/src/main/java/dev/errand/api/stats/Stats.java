package dev.errand.api.stats;

import dev.errand.api.audit.ForeignActs;
import dev.errand.api.stats.StatsView.MinuteView;
import dev.errand.model.figure.Minute;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.Principal;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.figure.ListMinutes;
import dev.errand.store.job.CountJobs;
import dev.errand.store.job.JobFilter;
import dev.errand.store.job.ListTopErrors;
import dev.errand.store.lease.FindOldestReady;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import dev.errand.store.worker.CountWorkers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Gathers the figures. Who asks again within two seconds is told the same. */
@Singleton
class Stats {
  private static final Duration FRESH = Duration.ofSeconds(2);
  // Some heartbeats: a worker that misses one is late, not dead.
  private static final Duration SILENCE = Duration.ofSeconds(45);
  private static final int MINUTES = 60;

  private final Database database;
  private final ForeignActs foreign;
  private final Clock clock;
  private final Remembered<Optional<TenantId>, StatsView> remembered;

  @Inject
  Stats(Database database, ForeignActs foreign, Clock clock) {
    this.database = database;
    this.foreign = foreign;
    this.clock = clock;
    this.remembered = new Remembered<>(clock, FRESH);
  }

  /** The caller's tenant's. They are not told by queue, so a key of some queues gets none. */
  Uni<StatsView> own(Principal caller) {
    if (caller.isLimited()) {
      throw new ErrandException(ErrorCode.FORBIDDEN, "the key is limited to some queues");
    }
    return of(caller.tenant());
  }

  /**
   * What an admin asks for.
   *
   * @param tenant whose; null for all
   */
  Uni<StatsView> foreign(Principal admin, @Nullable TenantId tenant) {
    return foreign.look(admin, tenant).chain(() -> of(tenant));
  }

  private Uni<StatsView> of(@Nullable TenantId tenant) {
    return remembered.get(Optional.ofNullable(tenant), wanted -> gather(wanted.orElse(null)));
  }

  private Uni<StatsView> gather(@Nullable TenantId tenant) {
    return Uni.combine()
        .all()
        .unis(
            read(tenant, sql -> CountJobs.run(sql, JobFilter.of(tenant))),
            read(tenant, sql -> ListMinutes.run(sql, tenant)),
            read(tenant, sql -> FindOldestReady.run(sql, tenant)),
            read(tenant, sql -> ListTopErrors.run(sql, tenant)),
            read(tenant, sql -> CountWorkers.run(sql, SILENCE)))
        .with(
            (states, minutes, oldest, errors, workers) ->
                new StatsView(
                    states,
                    everyMinute(minutes),
                    oldest.map(this::age).orElse(null),
                    errors,
                    workers));
  }

  private <T> Uni<T> read(@Nullable TenantId tenant, Function<Sql, Uni<T>> statement) {
    return tenant == null
        ? statement.apply(database.engine())
        : database.asTenant(tenant, statement);
  }

  private Duration age(Instant since) {
    Duration age = Duration.between(since, clock.instant()).truncatedTo(ChronoUnit.MILLIS);
    return age.isNegative() ? Duration.ZERO : age;
  }

  // Also those in which nothing ended, so that a chart needs no thought.
  private List<MinuteView> everyMinute(List<Minute> minutes) {
    Map<Instant, Minute> found =
        minutes.stream().collect(Collectors.toMap(Minute::at, minute -> minute));
    Instant last = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    return LongStream.rangeClosed(1 - MINUTES, 0)
        .mapToObj(back -> last.plus(back, ChronoUnit.MINUTES))
        .map(at -> found.containsKey(at) ? MinuteView.of(found.get(at)) : MinuteView.empty(at))
        .toList();
  }
}
