package dev.errand.worker.webhooks;

import dev.errand.live.webhook.DeliveryOrder;
import dev.errand.model.job.JobId;
import dev.errand.model.webhook.RetrySchedule;
import dev.errand.model.webhook.WebhookEvent;
import dev.errand.store.sql.Database;
import dev.errand.store.webhook.EndDelivery;
import dev.errand.store.webhook.FindDispatch;
import dev.errand.store.webhook.FindDispatch.Dispatch;
import dev.errand.worker.handlers.Handles;
import dev.errand.worker.handlers.JobContext;
import dev.errand.worker.handlers.JobHandler;
import dev.errand.worker.handlers.PermanentFailure;
import dev.errand.worker.handlers.RetryAfter;
import dev.errand.worker.outgoing.OutgoingAnswer;
import dev.errand.worker.webhooks.DeliveryLog.Verdict;
import dev.errand.worker.webhooks.Sender.Sent;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Carries one delivery out: sends it, writes down what came of it, and says when to try again. */
@Handles(DeliveryOrder.TYPE)
class DeliveryHandler implements JobHandler<DeliveryOrder, @Nullable Void> {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int GONE = 410;

  private final Database database;
  private final Sender sender;
  private final DeliveryLog log;
  private final RandomGenerator random;
  private final Clock clock;

  DeliveryHandler(
      Database database, Sender sender, DeliveryLog log, RandomGenerator random, Clock clock) {
    this.database = database;
    this.sender = sender;
    this.log = log;
    this.random = random;
    this.clock = clock;
  }

  @Override
  public @Nullable Void run(DeliveryOrder order, JobContext job) throws InterruptedException {
    var id = new JobId(order.delivery());
    Optional<Dispatch> found = FindDispatch.run(database.engine(), id).await().atMost(PATIENCE);
    if (found.isEmpty()) {
      job.log().info("the webhook is deleted");
      return null;
    }
    Dispatch message = found.get();
    if (!message.enabled() && !isTrial(message)) {
      EndDelivery.run(database.engine(), message.tenant(), id, "the webhook is turned off")
          .await()
          .atMost(PATIENCE);
      return null;
    }
    Sent sent = sender.send(message, job.traceparent());
    Verdict verdict = judge(message, sent, job.attempt());
    log.record(message, id, job.attempt(), sent, verdict);
    return conclude(verdict);
  }

  private Verdict judge(Dispatch message, Sent sent, int attempt) {
    @Nullable OutgoingAnswer answer = sent.answer();
    if (answer != null && answer.isSuccess()) {
      return new Verdict.Taken();
    }
    String problem =
        answer == null ? String.valueOf(sent.error()) : "the endpoint answered " + answer.status();
    if (isTrial(message)) {
      return new Verdict.GivenUp(problem);
    }
    if (answer != null && answer.status() == GONE) {
      return new Verdict.Gone("its receiver answered 410 Gone");
    }
    if (attempt >= RetrySchedule.ATTEMPTS) {
      return new Verdict.GivenUp(problem);
    }
    @Nullable Duration asked = sent.retryAfter(clock).orElse(null);
    return new Verdict.Again(problem, RetrySchedule.pauseAfter(attempt, asked, random));
  }

  private static @Nullable Void conclude(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Taken taken -> null;
      case Verdict.Gone gone -> throw new PermanentFailure("webhook_gone", gone.problem());
      case Verdict.GivenUp over -> throw new PermanentFailure("not_delivered", over.problem());
      case Verdict.Again again -> throw new RetryAfter(again.pause(), again.problem());
    };
  }

  private static boolean isTrial(Dispatch message) {
    return message.event().equals(WebhookEvent.TEST);
  }
}
