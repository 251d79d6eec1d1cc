package dev.errand.api.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.errand.live.mail.CapturedMail;
import dev.errand.live.mail.MailConfig;
import dev.errand.model.job.Job;
import dev.errand.model.job.JobState;
import dev.errand.model.problem.ErrandException;
import dev.errand.model.problem.ErrorCode;
import dev.errand.model.tenant.TenantId;
import dev.errand.store.job.JobFilter;
import dev.errand.store.job.ListJobs;
import dev.errand.store.sql.Database;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The last messages of a demo, which nobody sent: the results of their jobs. */
@Singleton
class DevMails {
  private static final int SHOWN = 200;

  private final MailConfig config;
  private final Database database;
  private final ObjectMapper json;

  DevMails(MailConfig config, Database database, ObjectMapper json) {
    this.config = config;
    this.database = database;
    this.json = json;
  }

  /**
   * The newest first, of one address or of all; fails with {@link ErrorCode#NOT_FOUND} where mails
   * are sent.
   */
  Uni<List<CapturedMail>> to(Optional<String> address) {
    if (!config.capture()) {
      throw new ErrandException(ErrorCode.NOT_FOUND, "Nothing is at this address.");
    }
    return database
        .asTenant(TenantId.SYSTEM, sql -> ListJobs.run(sql, sent(), SHOWN))
        .map(
            jobs ->
                jobs.stream()
                    .flatMap(this::mail)
                    .filter(mail -> address.isEmpty() || mail.to().equalsIgnoreCase(address.get()))
                    .toList());
  }

  private static JobFilter sent() {
    return new JobFilter(
        TenantId.SYSTEM,
        Set.of(JobState.COMPLETED),
        null,
        List.of(Mails.QUEUE),
        null,
        null,
        null,
        null,
        List.of(),
        false,
        null);
  }

  // A job that had nobody to write to has no result.
  private Stream<CapturedMail> mail(Job job) {
    @Nullable String result = job.result();
    if (result == null) {
      return Stream.empty();
    }
    try {
      return Stream.of(json.readValue(result, CapturedMail.class));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("the result of a mail job is a mail", impossible);
    }
  }
}
