package dev.errand.worker.retention;

import dev.errand.store.period.BeginPeriod;
import dev.errand.store.period.EndPeriod;
import dev.errand.store.period.FindCoverage;
import dev.errand.store.period.FindCoverage.Coverage;
import dev.errand.store.period.ForgetJobs;
import dev.errand.store.period.ListEndedPeriods;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import dev.errand.store.sql.StatementRefused;
import dev.errand.worker.process.EngineLoop;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Begins periods before there are jobs of them, and ends those that are old. Several workers do no
 * harm: the functions do nothing when somebody else was first.
 */
@Singleton
class Periods {
  private static final Logger LOG = Logger.getLogger(Periods.class);
  private static final Duration PATIENCE = Duration.ofMinutes(11);
  // Attaching and detaching need locks that a busy database does not always give in half a second.
  private static final int TRIES = 20;
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(3);
  private static final String DEADLOCK = "40P01";
  private static final int MOST_CARRIED = 10_000;
  private static final int BATCH = 1000;

  private final Database database;
  private final RetentionConfig config;
  private final int mostCarried;

  @Inject
  Periods(Database database, RetentionConfig config) {
    this(database, config, MOST_CARRIED);
  }

  /**
   * @param mostCarried with how many living jobs a period still ends
   */
  Periods(Database database, RetentionConfig config, int mostCarried) {
    this.database = database;
    this.config = config;
    this.mostCarried = mostCarried;
  }

  /** Makes room for the next two widths. */
  void begin(EngineLoop loop) throws InterruptedException {
    Coverage coverage = FindCoverage.run(database.engine()).await().atMost(PATIENCE);
    var missing = PeriodWidth.of(config.jobs()).missing(coverage.now(), coverage.until());
    for (PeriodWidth.Next next : missing) {
      boolean begun = patiently(loop, sql -> BeginPeriod.run(sql, next.begins(), next.ends()));
      LOG.infof("period from %s to %s: %s", next.begins(), next.ends(), begun ? "begun" : "there");
    }
  }

  /** Forgets the periods that are over and past the time for which finished jobs are kept. */
  void end(EngineLoop loop) throws InterruptedException {
    List<String> ended =
        ListEndedPeriods.run(database.engine(), config.jobs()).await().atMost(PATIENCE);
    for (String period : ended) {
      if (loop.isStopping()) {
        return;
      }
      boolean gone = patiently(loop, sql -> EndPeriod.run(sql, period, config.jobs(), mostCarried));
      LOG.infof(
          "period %s: %s", period, gone ? "forgotten" : "left, it is gone or much of it lives");
      if (!gone) {
        // It stays until most of its jobs are final; those that are must not stay as long.
        forget(loop, period);
      }
    }
  }

  /** Forgets old jobs that no period holds. */
  void forgetCarried(EngineLoop loop) throws InterruptedException {
    forget(loop, ForgetJobs.CARRIED);
  }

  private void forget(EngineLoop loop, String period) throws InterruptedException {
    int forgotten = BATCH;
    while (forgotten == BATCH && !loop.isStopping()) {
      forgotten = patiently(loop, sql -> ForgetJobs.run(sql, period, config.jobs(), BATCH));
    }
  }

  private <T> T patiently(EngineLoop loop, Function<Sql, Uni<T>> work) throws InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return database.keepingHouse(work).await().atMost(PATIENCE);
      } catch (StatementRefused refused) {
        if (!passes(refused) || tries == TRIES || loop.isStopping()) {
          throw refused;
        }
        loop.pause(BETWEEN_TRIES);
      }
    }
  }

  private static boolean passes(StatementRefused refused) {
    return refused.sqlState().equals(StatementRefused.LOCK_TIMEOUT)
        || refused.sqlState().equals(DEADLOCK);
  }
}
