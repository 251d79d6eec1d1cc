package dev.errand.worker.scheduling;

import dev.errand.store.job.AgeJobs;
import dev.errand.store.sql.Database;
import dev.errand.worker.claiming.ClaimConfig;
import dev.errand.worker.process.EngineLoop;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Lets no job starve behind higher priorities, where the operator has set a bound. */
@Singleton
public class Ageing {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final int LOOKS_PER_BOUND = 10;
  private static final int BATCH = 1000;

  private final Database database;
  private final Optional<Duration> bound;
  private final EngineLoop loop = new EngineLoop("errand-ageing", this::round);

  @Inject
  Ageing(Database database, ClaimConfig config) {
    this.database = database;
    this.bound = config.ageing();
  }

  public void start() {
    if (bound.isPresent()) {
      loop.start();
    }
  }

  public void stop() {
    loop.stop();
  }

  private void round() throws InterruptedException {
    Duration most = bound.orElseThrow();
    int moved = AgeJobs.run(database.engine(), most, BATCH).await().atMost(PATIENCE);
    if (moved < BATCH) {
      Duration pause = most.dividedBy(LOOKS_PER_BOUND);
      loop.pause(pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause);
    }
  }
}
