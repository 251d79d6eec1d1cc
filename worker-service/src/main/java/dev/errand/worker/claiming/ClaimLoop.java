package dev.errand.worker.claiming;

import dev.errand.live.channel.JobEvents;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.event.JobEvent;
import dev.errand.model.job.JobState;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.store.lease.ClaimJobs;
import dev.errand.store.lease.ClaimJobs.Claim;
import dev.errand.store.lease.ClaimJobs.Claimant;
import dev.errand.store.lease.Rotation;
import dev.errand.store.sql.Database;
import dev.errand.store.worker.KnownType;
import dev.errand.worker.completion.Completions;
import dev.errand.worker.completion.Finished;
import dev.errand.worker.execution.AttemptRunner;
import dev.errand.worker.execution.Attempts;
import dev.errand.worker.execution.RunningAttempt;
import dev.errand.worker.handlers.HandlerRegistry;
import dev.errand.worker.heartbeat.LeaseTiming;
import dev.errand.worker.process.EngineLoop;
import dev.errand.worker.process.WorkerConfig;
import dev.errand.worker.process.WorkerIdentity;
import dev.errand.worker.vacuum.Vacuum;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Turns free slots into leased jobs. One claimer per process. */
@Singleton
public class ClaimLoop {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int MOST_UNWRITTEN = 5000;
  // Paused and full queues are passed by; a great many of them must not keep the worker busy.
  private static final int MOST_FRUITLESS = 20;
  private static final Duration SOON = Duration.ofMillis(100);

  private final Engine engine;
  private final ClaimConfig config;
  private final LeaseTiming timing;
  private final WorkerIdentity identity;
  private final RandomGenerator random;
  private final List<String> types;
  private final Slots slots;
  private final EngineLoop loop = new EngineLoop("errand-claim", this::claimOrWait);
  private Rotation rotation = Rotation.START;
  private int fruitless;
  private Optional<Duration> again = Optional.empty();

  /** What a claimed job meets on its way. */
  @Singleton
  record Engine(
      Database database,
      Attempts attempts,
      AttemptRunner runner,
      Completions completions,
      JobEvents events,
      Vacuum vacuum,
      Clock clock) {}

  @Inject
  ClaimLoop(
      Engine engine,
      ClaimConfig config,
      WorkerConfig worker,
      LeaseTiming timing,
      WorkerIdentity identity,
      HandlerRegistry handlers,
      RandomGenerator random) {
    this.engine = engine;
    this.config = config;
    this.timing = timing;
    this.identity = identity;
    this.random = random;
    this.types = handlers.types().stream().map(KnownType::name).toList();
    this.slots = new Slots(worker.slots(), this::start);
  }

  public void start() {
    slots.setOpen(true);
    loop.start();
  }

  /** Looks for jobs now: there may be some. */
  public void wake() {
    loop.wake();
  }

  /** Claims no more and hands back what has not begun. */
  public void drain() {
    slots.setOpen(false);
    loop.stop();
    slots.takeAll().forEach(this::release);
  }

  /** Waits until no attempt runs. */
  public void awaitIdle(Duration atMost) {
    try {
      slots.awaitIdle(atMost);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Keeps that many slots for attempts that are about to be leased. */
  boolean reserve(int attempts) {
    return slots.reserve(attempts);
  }

  /**
   * Runs attempts that were leased without a claim.
   *
   * @param reserved how many slots were kept for them
   * @param since {@link System#nanoTime} from before they were leased
   */
  void begin(List<ClaimedJob> jobs, int reserved, long since) {
    if (!jobs.isEmpty()) {
      hold(jobs, since);
    }
    slots.unreserve(reserved);
    if (jobs.size() < reserved) {
      loop.wake(); // what did not begin is ready
    }
  }

  private void claimOrWait() throws InterruptedException {
    again = Optional.empty();
    long now = System.nanoTime();
    slots.takeStale(now).forEach(this::release);
    int wanted = engine.completions().waiting() > MOST_UNWRITTEN ? 0 : slots.wanted(now);
    if (wanted == 0 || !claim(Math.min(wanted, config.batch()))) {
      loop.pause(slots.hasWaiting() ? SOON : pause());
    }
  }

  /** Whether it is worth while to claim again at once. */
  private boolean claim(int max) {
    long before = System.nanoTime();
    var claimant = new Claimant(identity.id(), types, timing.duration(), config.lanes());
    // A claim that times out here may still have committed: its leases expire and are rescued.
    Claim claim =
        ClaimJobs.underLock(engine.database(), claimant, max, rotation).await().atMost(PATIENCE);
    rotation = claim.reached();
    again = claim.again();
    hold(claim.jobs(), before);
    fruitless = claim.jobs().isEmpty() ? fruitless + 1 : 0;
    return !claim.jobs().isEmpty() || !claim.whole() && fruitless % MOST_FRUITLESS != 0;
  }

  private void hold(List<ClaimedJob> jobs, long since) {
    List<RunningAttempt> claimed =
        jobs.stream().map(job -> new RunningAttempt(job, since)).toList();
    claimed.forEach(engine.attempts()::add);
    // Before they start, or a short one's end would be told before its beginning.
    engine.events().publish(jobs.stream().map(this::started).toList());
    slots.add(claimed, System.nanoTime());
    engine.vacuum().moved(claimed.size());
  }

  private void start(RunningAttempt attempt) {
    Thread.ofVirtual().name("errand-attempt").start(() -> run(attempt));
  }

  private void run(RunningAttempt attempt) {
    long begun = System.nanoTime();
    try {
      engine.runner().run(attempt);
    } finally {
      long now = System.nanoTime();
      if (slots.free(now - begun, now)) {
        loop.wake();
      }
    }
  }

  private void release(RunningAttempt attempt) {
    if (attempt.end()) {
      engine
          .completions()
          .add(
              new Finished(
                  attempt.job(),
                  new AttemptOutcome.Released(),
                  -1,
                  attempt::mayHold,
                  () -> engine.attempts().remove(attempt)));
    }
  }

  private JobEvent started(ClaimedJob job) {
    return new JobEvent.StateChanged(
        job.lease().tenant(),
        job.lease().job(),
        engine.clock().instant(),
        "job.started",
        JobState.RUNNING,
        job.type(),
        job.queue(),
        job.priority(),
        job.lease().attempt(),
        null);
  }

  // A rate limit lets the next job start at a known moment, which may be sooner than the next look.
  private Duration pause() {
    Duration poll = jittered(config.poll());
    return again
        .map(known -> known.plusMillis(1))
        .filter(known -> known.compareTo(poll) < 0)
        .orElse(poll);
  }

  // Replicas that were started together should not all ask at the same moment.
  private Duration jittered(Duration poll) {
    return Duration.ofNanos((long) (poll.toNanos() * (0.8 + 0.4 * random.nextDouble())));
  }
}
