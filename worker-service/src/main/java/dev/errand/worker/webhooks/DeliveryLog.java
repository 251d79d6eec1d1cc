package dev.errand.worker.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.model.attempt.Text;
import dev.errand.model.job.JobId;
import dev.errand.model.webhook.DeliveryState;
import dev.errand.model.webhook.WebhookEvent;
import dev.errand.store.sql.Database;
import dev.errand.store.sql.Sql;
import dev.errand.store.webhook.DisableWebhook;
import dev.errand.store.webhook.FindDispatch.Dispatch;
import dev.errand.store.webhook.MarkFailing;
import dev.errand.store.webhook.MarkWorking;
import dev.errand.store.webhook.RecordAttempt;
import dev.errand.store.webhook.RecordAttempt.Attempt;
import dev.errand.worker.outgoing.OutgoingAnswer;
import dev.errand.worker.webhooks.Sender.Sent;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down what came of an attempt, and what that says of the endpoint, in one transaction. */
@Singleton
class DeliveryLog {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int LONGEST_ERROR = 1000;

  private final Database database;
  private final OwnerMails mails;
  private final WebhooksConfig config;
  private final ObjectMapper json;

  @Inject
  DeliveryLog(Database database, OwnerMails mails, WebhooksConfig config, ObjectMapper json) {
    this.database = database;
    this.mails = mails;
    this.config = config;
    this.json = json;
  }

  /** What an attempt came to. */
  sealed interface Verdict {
    /** The receiver has it. */
    record Taken() implements Verdict {}

    /** The receiver wants no more messages. */
    record Gone(String problem) implements Verdict {}

    /** It is not sent again. */
    record GivenUp(String problem) implements Verdict {}

    /** It is sent again after that time. */
    record Again(String problem, Duration pause) implements Verdict {}
  }

  void record(Dispatch message, JobId delivery, int attempt, Sent sent, Verdict verdict) {
    database
        .upkeep(
            sql ->
                RecordAttempt.run(
                        sql,
                        message.tenant(),
                        delivery,
                        attempt(message, attempt, sent, verdict),
                        state(verdict),
                        verdict instanceof Verdict.Again again ? again.pause() : null)
                    .chain(() -> judge(sql, message, verdict)))
        .await()
        .atMost(PATIENCE);
  }

  private static DeliveryState state(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Taken taken -> DeliveryState.DELIVERED;
      case Verdict.Again again -> DeliveryState.PENDING;
      case Verdict.Gone gone -> DeliveryState.FAILED;
      case Verdict.GivenUp over -> DeliveryState.FAILED;
    };
  }

  private static @Nullable String problem(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Taken taken -> null;
      case Verdict.Again again -> again.problem();
      case Verdict.Gone gone -> gone.problem();
      case Verdict.GivenUp over -> over.problem();
    };
  }

  private Attempt attempt(Dispatch message, int number, Sent sent, Verdict verdict) {
    @Nullable OutgoingAnswer answer = sent.answer();
    @Nullable String problem = problem(verdict);
    return new Attempt(
        number,
        sent.took(),
        message.url(),
        write(sent.headers()),
        answer == null ? null : answer.status(),
        answer == null ? null : write(answer.headers()),
        answer == null ? null : answer.body(),
        problem == null ? null : Text.storable(problem, LONGEST_ERROR));
  }

  // A trial tells the person who asked for it; it says nothing about the endpoint's life.
  private Uni<Void> judge(Sql sql, Dispatch message, Verdict verdict) {
    if (verdict instanceof Verdict.Taken) {
      return MarkWorking.run(sql, message.tenant(), message.webhook());
    }
    if (message.event().equals(WebhookEvent.TEST)) {
      return Uni.createFrom().voidItem();
    }
    return MarkFailing.run(sql, message.tenant(), message.webhook())
        .chain(
            () ->
                verdict instanceof Verdict.Gone gone
                    ? disable(sql, message, gone.problem(), Duration.ZERO)
                    : disable(sql, message, longFailing(), config.disableAfter()));
  }

  private String longFailing() {
    return "its receiver has failed for " + config.disableAfter().toDays() + " days";
  }

  private Uni<Void> disable(Sql sql, Dispatch message, String reason, Duration failing) {
    return DisableWebhook.run(sql, message.tenant(), message.webhook(), reason, failing)
        .chain(
            disabled ->
                disabled
                    ? mails.order(sql, message.tenant(), message.url(), reason)
                    : Uni.createFrom().voidItem());
  }

  private String write(Map<String, String> headers) {
    try {
      return json.writeValueAsString(headers);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a map of texts can be written", impossible);
    }
  }
}
