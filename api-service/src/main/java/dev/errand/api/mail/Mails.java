package dev.errand.api.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.api.jobs.Submissions;
import dev.errand.live.chance.IdSource;
import dev.errand.live.mail.ChallengeConfig;
import dev.errand.live.mail.MailOrder;
import dev.errand.live.mail.SmsOrder;
import dev.errand.model.job.JobId;
import dev.errand.model.job.JobType;
import dev.errand.model.job.NewJob;
import dev.errand.model.job.NewJob.Start;
import dev.errand.model.job.Priority;
import dev.errand.model.queue.QueueName;
import dev.errand.model.retry.Backoff;
import dev.errand.model.tenant.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Orders mails. An order is durable when its {@code Uni} is done; whether and when the mail goes
 * out is the worker's business, so that no answer and no time of an answer tells of it.
 */
@Singleton
public class Mails {
  /** Where the jobs wait, for mails and text messages alike. */
  static final QueueName QUEUE = new QueueName("mail");

  private static final JobType MAIL = new JobType(MailOrder.TYPE);
  private static final JobType SMS = new JobType(SmsOrder.TYPE);
  private static final String ACTOR = "errand";
  // Over four hours in all: a mail server that is away for an afternoon loses nothing.
  private static final int ATTEMPTS = 13;
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofSeconds(5), 2, Duration.ofHours(1), 0.2);
  private static final Duration ATTEMPT = Duration.ofMinutes(2);

  private final Submissions submissions;
  private final ChallengeConfig config;
  private final ObjectMapper json;
  private final IdSource ids;
  private final Clock clock;

  Mails(
      Submissions submissions,
      ChallengeConfig config,
      ObjectMapper json,
      IdSource ids,
      Clock clock) {
    this.submissions = submissions;
    this.config = config;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  /** An id for a mail that is to be ordered later, for what must be known of it before. */
  public UUID nextId() {
    return ids.next();
  }

  public Uni<Void> order(MailOrder mail) {
    return order(nextId(), mail);
  }

  /**
   * @param id which link and code of the mail follow from
   */
  public Uni<Void> order(UUID id, MailOrder mail) {
    return submit(id, MAIL, mail, null);
  }

  /** The link and the code that make an address the user's, to that address. */
  public Uni<Void> changeEmail(UUID user, String newAddress) {
    return order(MailOrder.changeEmail(user, newAddress));
  }

  /** The code of a sign-in, by mail; no longer than it is of use. */
  public Uni<Void> loginCode(UUID challenge) {
    return submit(nextId(), MAIL, MailOrder.loginCode(challenge), config.login());
  }

  /** The code of a sign-in, by text message. */
  public Uni<Void> loginSms(UUID challenge) {
    return submit(nextId(), SMS, new SmsOrder(challenge), config.login());
  }

  private Uni<Void> submit(UUID id, JobType type, Object order, @Nullable Duration useful) {
    Instant deadline = useful == null ? null : clock.instant().plus(useful);
    return submissions.store(List.of(job(id, type, order, deadline))).replaceWithVoid();
  }

  private NewJob job(UUID id, JobType type, Object order, @Nullable Instant deadline) {
    return new NewJob(
        new JobId(id),
        TenantId.SYSTEM,
        ACTOR,
        type,
        QUEUE,
        Priority.NORMAL,
        Start.NOW,
        ATTEMPTS,
        BACKOFF,
        write(order),
        null,
        null,
        null,
        List.of(),
        deadline,
        ATTEMPT,
        null,
        null,
        null,
        null);
  }

  private String write(Object order) {
    try {
      return json.writeValueAsString(order);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("our own orders can be written", impossible);
    }
  }
}
