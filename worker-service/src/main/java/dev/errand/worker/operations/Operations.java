package dev.errand.worker.operations;

import dev.errand.live.channel.JobEvents;
import dev.errand.worker.process.EngineLoop;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Does operations, a batch at a time, for as long as there are any. */
@Singleton
public class Operations {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Batches batches;
  private final JobEvents events;
  private final EngineLoop loop = new EngineLoop("errand-operations", this::round);

  @Inject
  Operations(Batches batches, JobEvents events) {
    this.batches = batches;
    this.events = events;
  }

  public void start() {
    loop.start();
  }

  /** Ends after the present batch; another worker goes on. */
  public void stop() {
    loop.stop();
  }

  private void round() throws InterruptedException {
    Optional<OperationBatch> done = batches.doNext();
    done.ifPresent(batch -> events.publish(batch.news()));
    if (done.isEmpty()) {
      loop.pause(LOOK);
    }
  }
}
