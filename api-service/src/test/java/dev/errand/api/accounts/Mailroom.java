package dev.errand.api.accounts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.live.mail.CapturedMail;
import dev.errand.live.mail.Letters;
import dev.errand.live.mail.Mail;
import dev.errand.live.mail.MailOrder;
import dev.errand.live.mail.SmsOrder;
import dev.errand.model.attempt.AttemptOutcome;
import dev.errand.model.job.JobId;
import dev.errand.model.lease.ClaimedJob;
import dev.errand.store.lease.ClaimJobs;
import dev.errand.store.lease.ClaimJobs.Claimant;
import dev.errand.store.lease.FinishAttempts;
import dev.errand.store.lease.FinishAttempts.Ending;
import dev.errand.store.lease.Rotation;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the jobs of mails as a worker of a demo would: the API's tests have none. */
@Singleton
public class Mailroom {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Claimant CLAIMANT =
      new Claimant(1, List.of(MailOrder.TYPE, SmsOrder.TYPE), Duration.ofMinutes(5), 50);

  private final Database database;
  private final Letters letters;
  private final ObjectMapper json;
  private final Clock clock;

  Mailroom(Database database, Letters letters, ObjectMapper json, Clock clock) {
    this.database = database;
    this.letters = letters;
    this.json = json;
    this.clock = clock;
  }

  /** Until there are no more. */
  public void deliver() {
    List<ClaimedJob> claimed = claim();
    while (!claimed.isEmpty()) {
      claimed.forEach(this::deliver);
      claimed = claim();
    }
  }

  /** Begins what is ready, and does no more. */
  public List<ClaimedJob> claim() {
    return get(ClaimJobs.underLock(database, CLAIMANT, 1000, Rotation.START)).jobs();
  }

  public void deliver(ClaimedJob job) {
    Optional<Mail> mail = write(job);
    String result = mail.map(this::captured).orElse(null);
    var ending = new Ending(job.lease(), new AttemptOutcome.Completed(result));
    get(FinishAttempts.run(database.completions(), List.of(ending)));
  }

  /** What an attempt of the job sends. */
  public Optional<Mail> write(ClaimedJob job) {
    JobId id = job.lease().job();
    @Nullable String data = Objects.requireNonNull(job.data());
    try {
      return get(
          job.type().value().equals(MailOrder.TYPE)
              ? letters.write(json.readValue(data, MailOrder.class), id)
              : letters.write(json.readValue(data, SmsOrder.class), id));
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException(malformed);
    }
  }

  private String captured(Mail mail) {
    try {
      return json.writeValueAsString(CapturedMail.of(mail, clock.instant()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static <T> T get(Uni<T> uni) {
    return uni.await().atMost(PATIENCE);
  }
}
