package dev.errand.bench.engine;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * What was used up until a moment, in all.
 *
 * @param server processor time of PostgreSQL
 * @param self processor time of this process
 * @param wal bytes written to the write-ahead log
 */
public record Cost(Duration server, Duration self, long wal) {
  /** The process id of the server, where it is on this machine. */
  public static final String POSTMASTER = "bench.postmaster";

  /** Until now. */
  public static Cost now(Admin admin) {
    long wal = admin.number("select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::bigint");
    return new Cost(serverTime(), processorTime(ProcessHandle.current()), wal);
  }

  /** From then until this. */
  public Cost since(Cost then) {
    return new Cost(server.minus(then.server), self.minus(then.self), wal - then.wal);
  }

  /** What processes that have ended had used is lost: pools must be warm at both ends. */
  private static Duration serverTime() {
    return ProcessHandle.of(Long.getLong(POSTMASTER, -1)).stream()
        .flatMap(postmaster -> Stream.concat(Stream.of(postmaster), postmaster.children()))
        .map(Cost::processorTime)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration processorTime(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
