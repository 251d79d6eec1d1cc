package dev.errand.worker.vacuum;

import dev.errand.store.lease.VacuumHotTables;
import dev.errand.store.sql.Database;
import dev.errand.worker.process.EngineLoop;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Vacuums the hot tables as often as the rows that this worker moved make it worth while. */
@Singleton
public class Vacuum {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final long MANY = 20_000;
  private static final long SOME = 500;
  private static final int ROUNDS_FOR_SOME = 10;

  private final Database database;
  private final AtomicLong moved = new AtomicLong();
  private final EngineLoop loop = new EngineLoop("errand-vacuum", this::round);
  private int rounds;

  @Inject
  Vacuum(Database database) {
    this.database = database;
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }

  /** So many jobs went through. */
  public void moved(int jobs) {
    moved.addAndGet(jobs);
  }

  private void round() throws InterruptedException {
    loop.pause(SHORTEST);
    rounds++;
    long dead = moved.get();
    if (dead >= MANY || dead >= SOME && rounds >= ROUNDS_FOR_SOME) {
      rounds = 0;
      VacuumHotTables.run(database.owner()).await().atMost(PATIENCE);
      moved.addAndGet(-dead);
    }
  }
}
