package dev.errand.worker.mail;

import dev.errand.live.mail.Mail;
import dev.errand.live.mail.MailConfig;
import dev.errand.model.job.JobId;
import dev.errand.worker.handlers.PermanentFailure;
import dev.errand.worker.mail.SmtpConfig.Security;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Hands mails to the mail server, each over a connection of its own: one that hangs is given up and
 * takes no place from the next.
 */
@Singleton
class Smtp {
  private final SmtpConfig config;
  private final MailConfig mail;
  private final Clock clock;

  @Inject
  Smtp(SmtpConfig config, MailConfig mail, Clock clock) {
    this.config = config;
    this.mail = mail;
    this.clock = clock;
  }

  /**
   * Returns when the server has taken the mail.
   *
   * @param job whose mail it is; one that is sent again has the same Message-ID
   * @throws PermanentFailure when there is no such mailbox
   */
  void send(Mail letter, JobId job) throws MessagingException {
    String host =
        config.host().orElseThrow(() -> new IllegalStateException("errand.smtp.host is not set"));
    Session session = Session.getInstance(properties(letter));
    MimeMessage message = message(session, letter, job);
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(
          host,
          config.port().orElse(config.security().port()),
          config.username().orElse(null),
          config.password().orElse(null));
      transport.sendMessage(message, message.getAllRecipients());
    } catch (MessagingException failure) {
      if (noSuchMailbox(failure)) {
        throw new PermanentFailure("mailbox_refused", "the mail server refused the address");
      }
      throw failure;
    }
  }

  private Properties properties(Mail letter) {
    String millis = Long.toString(config.timeout().toMillis());
    Properties all = new Properties();
    all.put("mail.smtp.connectiontimeout", millis);
    all.put("mail.smtp.timeout", millis);
    all.put("mail.smtp.writetimeout", millis);
    all.put("mail.smtp.quitwait", "false");
    all.put("mail.smtp.auth", Boolean.toString(config.username().isPresent()));
    all.put("mail.smtp.ssl.checkserveridentity", "true");
    // Needed by few addresses, and a warning about each server that does not know it.
    all.put("mail.mime.allowutf8", Boolean.toString(!isAscii(letter.to())));
    if (config.security() == Security.TLS) {
      all.put("mail.smtp.ssl.enable", "true");
    }
    if (config.security() == Security.STARTTLS) {
      all.put("mail.smtp.starttls.enable", "true");
      all.put("mail.smtp.starttls.required", "true");
    }
    return all;
  }

  private MimeMessage message(Session session, Mail letter, JobId job) throws MessagingException {
    InternetAddress from = new InternetAddress(mail.from(), true);
    MimeMessage message = new Numbered(session, "<%s@%s>".formatted(job, domain(from)));
    message.setFrom(from);
    message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
    message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
    message.setText(letter.text(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(clock.instant()));
    // So that no machine answers a machine (RFC 3834 §5).
    message.setHeader("Auto-Submitted", "auto-generated");
    message.saveChanges();
    return message;
  }

  private static boolean isAscii(String address) {
    return address.chars().allMatch(letter -> letter < 0x80);
  }

  private static String domain(InternetAddress from) {
    return from.getAddress().substring(from.getAddress().indexOf('@') + 1);
  }

  private static boolean noSuchMailbox(MessagingException failure) {
    for (@Nullable Exception next = failure;
        next instanceof MessagingException known;
        next = known.getNextException()) {
      if (known instanceof SMTPAddressFailedException address) {
        return address.getReturnCode() / 100 == 5;
      }
    }
    return false;
  }

  /** A message whose Message-ID is ours. */
  private static final class Numbered extends MimeMessage {
    private final String id;

    Numbered(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
