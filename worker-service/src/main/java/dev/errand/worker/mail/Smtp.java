package dev.errand.worker.mail;

import dev.errand.live.mail.Mail;
import dev.errand.live.mail.MailConfig;
import dev.errand.model.job.JobId;
import dev.errand.worker.handlers.PermanentFailure;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.MultiMap;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.mailencoder.EmailAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.mail.MailClient;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.IDN;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Hands mails to the mail server, each over a connection of its own: one that hangs is given up and
 * takes no place from the next. The client is made here because the configuration of Quarkus' own
 * mailer has no idle time-out.
 */
@Singleton
class Smtp {
  // Each answer resets the idle time-out, so a server that is always just in time needs a bound
  // too.
  private static final int ANSWERS_AT_THEIR_SLOWEST = 4;
  // RFC 5322 §3.3.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private final MailConfig mail;
  private final Clock clock;
  private final Optional<MailClient> client;
  private final Duration patience;

  @Inject
  Smtp(SmtpConfig config, MailConfig mail, Clock clock, Vertx vertx) {
    this.mail = mail;
    this.clock = clock;
    this.client = config.host().map(host -> MailClient.create(vertx, SmtpOptions.of(config, host)));
    this.patience = config.timeout().multipliedBy(ANSWERS_AT_THEIR_SLOWEST);
  }

  /**
   * Returns when the server has taken the mail.
   *
   * @param job whose mail it is; one that is sent again has the same Message-ID
   * @throws PermanentFailure when there is no such mailbox
   */
  void send(Mail letter, JobId job) throws IOException {
    MailClient server =
        client.orElseThrow(() -> new IllegalStateException("errand.smtp.host is not set"));
    try {
      server.sendMail(message(letter, job)).await().atMost(patience);
    } catch (TimeoutException late) {
      throw new IOException("the mail server did not take the mail within " + patience, late);
    } catch (CompletionException failure) {
      throw meaning(failure.getCause());
    }
  }

  private MailMessage message(Mail letter, JobId job) {
    String domain = domain(new EmailAddress(mail.from()).getEmail());
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .set("Message-ID", "<%s@%s>".formatted(job, domain))
            .set("Date", DATE.format(clock.instant()))
            // So that no machine answers a machine (RFC 3834 §5).
            .set("Auto-Submitted", "auto-generated");
    return new MailMessage()
        .setFrom(mail.from())
        .setTo(reachable(letter.to()))
        .setSubject(letter.subject())
        .setText(letter.text())
        .setHeaders(headers);
  }

  // Hosts have an ASCII form that each server knows; for what is before the @ there is none.
  private static String reachable(String address) {
    String domain = domain(address);
    return address.substring(0, address.length() - domain.length()) + IDN.toASCII(domain);
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  private static IOException meaning(@Nullable Throwable failure) {
    if (failure instanceof SMTPException answer && isAboutTheRecipient(answer)) {
      if (answer.isPermanent()) {
        throw new PermanentFailure("mailbox_refused", "the mail server refused the address");
      }
      // Without the answer's words: they tend to repeat the address.
      return new IOException("the mail server answered the address with " + answer.getReplyCode());
    }
    return failure instanceof IOException io
        ? io
        : new IOException(failure == null ? null : failure.getMessage(), failure);
  }

  // The client says in words alone which command was refused. A sender or a password that is
  // refused is cured by a change of the configuration, so these are tried again.
  private static boolean isAboutTheRecipient(SMTPException answer) {
    return String.valueOf(answer.getMessage()).startsWith("recipient address not accepted");
  }

  @PreDestroy
  void close() {
    client.ifPresent(MailClient::closeAndForget);
  }
}
