package dev.errand.worker.scheduling;

import dev.errand.store.schedule.FindUnplaced;
import dev.errand.store.schedule.PlaceSchedules;
import dev.errand.store.schedule.PlaceSchedules.Position;
import dev.errand.store.sql.Database;
import dev.errand.worker.process.EngineLoop;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Gives new schedules, and those whose timing somebody has changed, their next fire. The API writes
 * definitions alone: so a position can be neither forgotten nor written by two tools.
 */
@Singleton
public class Positions {
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int BATCH = 500;

  private final Database database;
  private final Fires fires;
  private final EngineLoop loop = new EngineLoop("errand-positions", this::round);

  @Inject
  Positions(Database database, Fires fires) {
    this.database = database;
    this.fires = fires;
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }

  private void round() throws InterruptedException {
    List<Position> unplaced = FindUnplaced.run(database.engine(), BATCH).await().atMost(PATIENCE);
    if (!unplaced.isEmpty()) {
      PlaceSchedules.run(database.engine(), unplaced).await().atMost(PATIENCE);
      fires.wake();
    }
    if (unplaced.size() < BATCH) {
      loop.pause(INTERVAL);
    }
  }
}
