package dev.errand.store.lease;

import dev.errand.model.lease.ClaimedJob;
import dev.errand.model.lease.LeaseToken;
import dev.errand.store.sql.Columns;
import dev.errand.store.sql.CrossTenant;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Takes ready jobs and starts their leases: by priority inside a lane, which is a queue of a
 * tenant, and fairly between tenants.
 *
 * <p>The walk goes on where the last claim stopped: some tenants, some lanes of each, and the types
 * in a lane. Each tenant has a share by its weight, each of its lanes an equal part of that, cut
 * down to what the lane's limits leave. Limits count leases and starts, and that is exact because
 * claims are serialised: to be run under the claim lock ({@link
 * dev.errand.store.sql.Database#claiming}).
 */
@CrossTenant("A worker serves all tenants; the rotation over lanes keeps them fair.")
public final class ClaimJobs {
  // A flood of jobs with keys must not make a claim take longer than a statement may.
  private static final int ADMISSIONS = 1000;

  private ClaimJobs() {}

  /**
   * What was claimed, best first.
   *
   * @param reached where the next claim goes on
   * @param whole whether every lane was visited: what is left in them cannot run now
   * @param again how long until a rate limit of those visited lets the next job start
   */
  public record Claim(
      List<ClaimedJob> jobs, Rotation reached, boolean whole, Optional<Duration> again) {
    private Claim unfinished() {
      return new Claim(jobs, reached, false, again);
    }
  }

  /**
   * Who claims, and what.
   *
   * @param worker the worker's row, one for each boot
   * @param types the types it has handlers for; others stay in their queues
   * @param lanes how many tenants, and about how many lanes, to visit at most
   */
  public record Claimant(int worker, List<String> types, Duration lease, int lanes) {}

  /**
   * The claim, and before it what has to be done under the same lock, in one round trip.
   *
   * @param max how many jobs at most
   */
  public static Uni<Claim> underLock(Database database, Claimant claimant, int max, Rotation from) {
    return database.claiming(
        sql ->
            Uni.combine()
                .all()
                .unis(AdmitNext.run(sql, ADMISSIONS), run(sql, claimant, max, from))
                .with((all, claim) -> all ? claim : claim.unfinished()));
  }

  static Uni<Claim> run(Sql sql, Claimant claimant, int max, Rotation from) {
    return sql.run(
            ClaimText.SQL,
            Columns.parameters(
                max,
                from.tenant(),
                claimant.lanes(),
                claimant.worker(),
                claimant.lease().toMillis(),
                claimant.types().toArray(String[]::new),
                from.queues().keySet().toArray(UUID[]::new),
                from.queues().values().toArray(String[]::new),
                from.turn() == null ? null : from.turn().tenant(),
                from.turn() == null ? 0 : from.turn().had()))
        .map(rows -> claim(rows, claimant, from));
  }

  private static Claim claim(RowSet<Row> rows, Claimant claimant, Rotation from) {
    List<Rotation.Stop> stops = new ArrayList<>();
    List<ClaimedRow> taken = new ArrayList<>(rows.size());
    Optional<Duration> again = Optional.empty();
    long token = 0;
    long now = 0;
    for (Row row : rows) {
      if (row.getUUID(ClaimedRow.ID) != null) {
        taken.add(new ClaimedRow(row));
      } else {
        stops.add(stop(row));
        again = sooner(again, Optional.ofNullable(Columns.millis(row, "again_ms")));
        token = row.getLong(ClaimedRow.TOKEN);
        now = row.getLong(ClaimedRow.NOW);
      }
    }
    boolean whole =
        stops.size() < claimant.lanes() && stops.stream().allMatch(stop -> stop.queue() == null);
    return new Claim(jobs(taken, new LeaseToken(token), now), from.after(stops), whole, again);
  }

  private static List<ClaimedJob> jobs(List<ClaimedRow> taken, LeaseToken token, long now) {
    taken.sort(ClaimedRow.BEST_FIRST);
    List<ClaimedJob> jobs = new ArrayList<>(taken.size());
    for (ClaimedRow row : taken) {
      jobs.add(row.job(token, now));
    }
    return jobs;
  }

  private static Optional<Duration> sooner(Optional<Duration> one, Optional<Duration> other) {
    return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
  }

  private static Rotation.Stop stop(Row row) {
    return new Rotation.Stop(
        row.getInteger("n"), row.getUUID(1), row.getString(2), row.getInteger("had"));
  }
}
